/**
 * The accounts of the sandbox: an officer of each office and an auditor, for both municipalities, and who runs the
 * service; one at NAV sees no protected addresses.
 */
export const identityPeople = [
  {
    id: "nav-officer",
    name: "Nora Veileder",
    office: "NAV i Røros og Holtålen",
    roles: ["nav:5025", "nav:5026", "nav:5025:protected", "nav:5026:protected"],
  },
  {
    id: "nav-new",
    name: "Nils Nyansatt",
    office: "NAV i Røros og Holtålen, uten skjermede adresser",
    roles: ["nav:5025", "nav:5026"],
  },
  {
    id: "culture-officer",
    name: "Kari Kultur",
    office: "Kulturkontoret i Røros og Holtålen",
    roles: ["culture:5025", "culture:5026"],
  },
  {
    id: "auditor",
    name: "Rita Revisor",
    office: "Kommunerevisjonen for Røros og Holtålen",
    roles: ["auditor:5025", "auditor:5026"],
  },
  {
    id: "operator",
    name: "Odd Drift",
    office: "De som drifter tjenesten",
    roles: ["operator"],
  },
];
