/** The accounts of the sandbox: one officer of each office, for both municipalities. */
export const identityPeople = [
  {
    id: "nav-officer",
    name: "Nora Veileder",
    office: "NAV i Røros og Holtålen",
    roles: ["nav:5025", "nav:5026"],
  },
  {
    id: "culture-officer",
    name: "Kari Kultur",
    office: "Kulturkontoret i Røros og Holtålen",
    roles: ["culture:5025", "culture:5026"],
  },
];
