import { describe, expect, test } from "vitest";
import { scanText } from "../../src/scan-text.js";

/**
 * What people write when they ask for Chinese, in the languages most used with models. `back` ends a standing request;
 * `mention` speaks of Chinese things or forbids the language, and asks for nothing.
 */
const SAID: Record<string, Record<"answer" | "translate" | "localise" | "back" | "mention", string>> = {
  English: {
    answer: "From now on reply in Mandarin, please.",
    translate: "How would you say this to a colleague in Chinese?",
    localise: "Create messages.zh-CN.json from the English file.",
    back: "OK, back to English for the rest.",
    mention: "The Chinese supplier is late again, and please never slip into Chinese.",
  },
  Spanish: {
    answer: "A partir de ahora contéstame en chino.",
    translate: "Traduce la frase al chino, por favor.",
    localise: "Genera el archivo de cadenas para chino simplificado.",
    back: "Vale, vuelve al español: responde en español.",
    mention: "El proveedor chino llega tarde otra vez; no respondas en chino.",
  },
  Portuguese: {
    answer: "Responda sempre em chinês, por favor.",
    translate: "Traduz isto para chinês.",
    localise: "Preciso das mensagens em chinês simplificado no ficheiro.",
    back: "Agora responda em português outra vez.",
    mention: "O fornecedor chinês atrasou de novo; não escreva em chinês.",
  },
  French: {
    answer: "Réponds-moi en chinois à partir de maintenant.",
    translate: "Traduis cette phrase en mandarin.",
    localise: "Ajoute la version chinoise des libellés.",
    back: "Bon, réponds de nouveau en français.",
    mention: "Le fournisseur chinois est encore en retard ; surtout pas de réponse en chinois.",
  },
  German: {
    answer: "Antworte ab jetzt auf Chinesisch.",
    translate: "Übersetz mir den Satz ins Chinesische.",
    localise: "Leg die chinesische Fassung der Texte an.",
    back: "Gut, antworte wieder auf Deutsch.",
    mention: "Der chinesische Lieferant ist wieder zu spät; bitte nicht auf Chinesisch antworten.",
  },
  Italian: {
    answer: "D'ora in poi rispondi in cinese.",
    translate: "Traduci questa frase in cinese.",
    localise: "Prepara i testi dell'interfaccia in cinese semplificato.",
    back: "Ora rispondi di nuovo in italiano.",
    mention: "Il fornitore cinese è di nuovo in ritardo; non rispondere in cinese.",
  },
  Russian: {
    answer: "С этого момента отвечай по-китайски.",
    translate: "Переведи, пожалуйста, на китайский язык.",
    localise: "Сделай китайскую версию строк интерфейса.",
    back: "Хорошо, дальше отвечай по-русски.",
    mention: "Китайский поставщик опять опаздывает, только не отвечай по-китайски.",
  },
  Japanese: {
    answer: "これからは中国語で答えてください。",
    translate: "この文を中国語に訳してください。",
    localise: "簡体字の言語ファイルを作ってください。",
    back: "では、また日本語で答えてください。",
    mention: "中国の業者がまた遅れています。中国語では答えないでください。",
  },
  Korean: {
    answer: "앞으로는 중국어로 대답해 줘.",
    translate: "이 문장을 중국어로 번역해 줘.",
    localise: "간체 언어 파일을 만들어 줘.",
    back: "이제 다시 한국어로 대답해 줘.",
    mention: "중국 업체가 또 늦네요. 중국어로 답하지 말아 주세요.",
  },
  Arabic: {
    answer: "من الآن أجب باللغة الصينية من فضلك.",
    translate: "ترجم هذه الجملة إلى الصينية.",
    localise: "أنشئ ملف النصوص باللغة الصينية المبسطة.",
    back: "حسنا، أجب الآن باللغة العربية.",
    mention: "المورد الصيني تأخر مرة أخرى، لا ترد بالصينية.",
  },
  Hindi: {
    answer: "अब से चीनी में जवाब दो।",
    translate: "इस वाक्य का चीनी भाषा में अनुवाद करो।",
    localise: "मेनू का चीनी संस्करण बना दो।",
    back: "ठीक है, अब फिर हिंदी में जवाब दो।",
    mention: "चीनी सप्लायर फिर देर कर रहा है, चीनी में जवाब मत देना।",
  },
  Vietnamese: {
    answer: "Từ giờ hãy trả lời bằng tiếng Trung.",
    translate: "Dịch câu này sang tiếng Hoa giúp mình.",
    localise: "Tạo tệp ngôn ngữ tiếng Trung giản thể.",
    back: "Được rồi, giờ trả lời lại bằng tiếng Việt.",
    mention: "Nhà cung cấp Trung Quốc lại trễ, đừng trả lời bằng tiếng Trung.",
  },
  Indonesian: {
    answer: "Mulai sekarang jawab dalam bahasa Mandarin.",
    translate: "Terjemahkan kalimat ini ke bahasa Mandarin.",
    localise: "Buat berkas teks bahasa Tionghoa sederhana.",
    back: "Oke, sekarang jawab lagi dalam bahasa Indonesia.",
    mention: "Pemasok dari Tiongkok terlambat lagi, jangan jawab dalam bahasa Mandarin.",
  },
  Turkish: {
    answer: "Bundan sonra Çince cevap ver.",
    translate: "Bu cümleyi Çinceye çevir.",
    localise: "Arayüz metinlerinin Çince sürümünü hazırla.",
    back: "Tamam, şimdi yine Türkçe cevap ver.",
    mention: "Çinli tedarikçi yine gecikti, Çince cevap verme.",
  },
};

const CHINESE = "会议改到周五下午，地点不变。";
const drifts = (user: readonly string[], answer = CHINESE): number =>
  scanText(answer, { role: "assistant", context: user.map((text) => ({ role: "user", text })) }).drifts
    .length;

describe.each(Object.entries(SAID))("%s", (_, said) => {
  test("an answer in Chinese is asked for, in this turn and the next", () => {
    expect(drifts([said.answer])).toBe(0);
    expect(drifts([said.answer, "OK."])).toBe(0);
  });

  test("a translation and a file are asked for", () => {
    expect(drifts([said.translate])).toBe(0);
    expect(drifts([said.localise])).toBe(0);
  });

  test("the way back is heard", () => {
    expect(drifts([said.answer, said.back])).toBe(1);
  });

  test("a mention or a refusal asks for nothing", () => {
    expect(drifts([said.mention])).toBe(1);
  });
});
