/** Words that say nothing of the matter, few for each language, in the form in which words are compared. */
const ENGLISH =
  "the a an and or but not no yes of to in on at by for from with without as is are was were be been am it its this that these those i me my we our you your he she they them their his her do does did done have has had will would can could should so if then than there here what which who when where why how all any some more most very too just also only about into out up down over after before again because while get got one";
const TURKISH =
  "ve veya ya da de ile ama fakat icin gibi kadar daha cok az en bir iki bu su o ben sen biz siz onlar bana beni benim bize bizim size sizin ona onun mi mu ne neden nasil niye kim hangi nerede zaman ki her hic hep sadece artik sonra once var yok degil evet hayir olan olarak oldu olsun olur eden etti cunku hem diye ise icinde";
const ARABIC =
  "و او في من على الى عن مع هذا هذه ذلك تلك التي الذي ما ماذا كيف متى اين لماذا هل لا لم لن نعم ان انا نحن انت هو هي هم كان كانت يكون قد كل بعض جدا ايضا فقط بعد قبل عند غير حتى اذا لكن ثم هناك هنا لي لنا لك له لها";

/** All of them. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  [ENGLISH, TURKISH, ARABIC].flatMap((words) => words.split(" ")),
);
