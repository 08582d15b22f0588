/** Where one goes, on three lines. */
export function PlaceAddress({
  name,
  street,
  postcode,
  city,
}: Record<'name' | 'street' | 'postcode' | 'city', string>) {
  return (
    <>
      {name}
      <br />
      {street}
      <br />
      {postcode} {city}
    </>
  );
}
