/** The accounts of the sandbox: one officer of each office and an auditor, for both municipalities. */
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
  {
    id: "auditor",
    name: "Rita Revisor",
    office: "Kommunerevisjonen for Røros og Holtålen",
    roles: ["auditor:5025", "auditor:5026"],
  },
];
