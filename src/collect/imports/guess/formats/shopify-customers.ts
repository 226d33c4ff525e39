import type { KnownExport } from "../known-export.ts";

/** Shopify's customers export; "Accepts Email Marketing" becomes consent. */
export const shopifyCustomers: KnownExport = {
  format: "shopify-customers",
  kind: "customers",
  signature: ["first name", "last name", "email", "total spent", "total orders"],
  columns: {
    customer_id: ["Customer ID"],
    email: ["Email"],
    phone: ["Phone", "Default Address Phone"],
    first_name: ["First Name"],
    last_name: ["Last Name"],
    company: ["Default Address Company", "Company"],
    street: ["Default Address Address1", "Address1"],
    city: ["Default Address City", "City"],
    state: ["Default Address Province Code", "Province Code"],
    country: ["Default Address Country Code", "Country Code"],
    postal_code: ["Default Address Zip", "Zip"],
    consent_email: ["Accepts Email Marketing", "Accepts Marketing"],
    consent_sms: ["Accepts SMS Marketing"],
  },
  rules: {},
};
