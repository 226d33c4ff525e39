import { Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import { forwardRef, type AnchorHTMLAttributes } from "react";

type Props = Omit<ButtonProps, "component"> & AnchorHTMLAttributes<HTMLAnchorElement>;

const AnchorButton = forwardRef<HTMLAnchorElement, Props>(function AnchorButton(props, ref) {
  return <Button {...props} component="a" ref={ref} />;
});

/** A link to a page that looks like a button. */
export const LinkButton = createLink(AnchorButton);
