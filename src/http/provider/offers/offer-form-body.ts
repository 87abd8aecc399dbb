import type { OwnCodes } from "../../../domain/codes/own-codes.ts";
import { activityWords, withTranslations } from "../../../domain/offers/activity-words.ts";
import { activities } from "../../../domain/offers/offer-defaults.ts";
import type { OfferBody } from "../../../domain/offers/offer-input.ts";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";
import { textsOf, usesOf } from "./offer-form-fields.ts";
import { numberMembers } from "./number-terms-form.ts";
import { whenOf } from "./offer-when-form.ts";
import { codeMembersOfForm } from "./own-codes-form.ts";
import { partsOf } from "./parts-form.ts";
import { refundOfForm } from "./refund-form.ts";

type FormMember = Exclude<keyof OfferBody, "refundPerAdmissionOre" | "externalId" | keyof OwnCodes>;

/** Body of the API's request with the form's values, which `offerBody` and `offerChanges` validate. */
export function bodyOfForm(values: OfferFormValues): Record<FormMember, unknown> {
  const placed = values["place.name"] !== "" || values["place.address"] !== "";
  const place = { name: values["place.name"], address: values["place.address"] };
  return {
    templateId: values.templateId,
    title: beganWith(values, "title") ?? {},
    description: beganWith(values, "description") ?? null,
    category: values.category,
    ...numberMembers(values),
    ...whenOf(values),
    municipalities: values.municipalities,
    ...usesOf(values),
    parts: partsOf(values),
    refund: refundOfForm(values),
    place: placed ? place : null,
    textReason: values.textReason === "" ? undefined : values.textReason,
    ...codeMembersOfForm(values),
  };
}

/** A text as typed, in every language where it still stands as the activity began it. */
function beganWith(values: OfferFormValues, name: "title" | "description") {
  const typed = textsOf(values, name);
  const activity = activities.find((each) => each === values.activity);
  return typed?.["nb"] === undefined || !activity
    ? typed
    : withTranslations({ ...typed, nb: typed["nb"] }, activityWords(activity)[name]);
}
