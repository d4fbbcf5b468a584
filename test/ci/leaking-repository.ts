import { TestRepository } from "../git/repository.js";

const SERVER = "The server starts in the morning and reads its settings from the file that we named.\n";

/** A page with one old leak, on its second line. */
export const GUIDE = `${SERVER}The build of it is in good 状态 and we can go on.\n`;
/** The page with a second leak, on its third line. */
export const GUIDE_WITH_NEW = `${GUIDE}Then we look at all of the other tests 然后 we write down what is left.\n`;
const TRANSLATED =
  "服务器在早上启动，并从我们指定的文件中读取设置。所有的测试都通过了，我们可以继续下一步。\n".repeat(4);

/**
 * A repository with an old leak on `main` (known as `origin/main` too), and on `topic`, which is checked out, a commit that
 * adds a leak and a translated file.
 */
export function leakingRepository(): TestRepository {
  const repository = new TestRepository(
    [
      { branch: "main", message: "Write down how the server starts\n", files: { "docs/guide.md": GUIDE } },
      {
        branch: "topic",
        from: "main",
        message: "Describe what is left to do\n",
        files: { "docs/guide.md": GUIDE_WITH_NEW, "docs/zh.md": TRANSLATED },
      },
    ],
    "topic",
  );
  repository.git("update-ref", "refs/remotes/origin/main", "main");
  return repository;
}
