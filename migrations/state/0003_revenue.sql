-- Whether discounts and refunds lower what the workspace calls revenue.
ALTER TABLE workspace
    ADD COLUMN deduct_discounts boolean NOT NULL DEFAULT true,
    ADD COLUMN deduct_refunds   boolean NOT NULL DEFAULT true;
