/** A service center, as members read it. */
export interface Center {
  id: string;
  slug: string;
  name: string;
  street: string;
  postcode: string;
  city: string;
  land: string;
  timeZone: string;
  stepFree: boolean;
  phone: string;
}
