import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

type Pages = {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
};

/** Asks for the next page of a list that is read page by page, while there is one. */
export function MoreRows({ pages }: { pages: Pages }) {
  const { t } = useTranslation();
  if (!pages.hasNextPage) return null;
  return (
    <Button
      variant="default"
      size="xs"
      loading={pages.isFetchingNextPage}
      onClick={() => void pages.fetchNextPage()}
    >
      {t("words.moreRows")}
    </Button>
  );
}
