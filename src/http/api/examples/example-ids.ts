/**
 * The ids of the documentation's examples, shared so that all operations show the same offer and
 * recipient.
 */
export const exampleIds = {
  provider: "7a0c2f4e-91b3-4d5e-8f60-1b2a3c4d5e01",
  template: "3c1a8a5e-7b0d-4d2c-9a55-1f1d2f0b9c02",
  offer: "0b2d6c3e-58a4-4b6e-8a2c-6f9d0c6f1a03",
  recipient: "c4e1b7d2-3f68-4a90-b1c5-2d7e8f9a0b04",
  household: "e2f3a4b5-6c7d-4e8f-9a0b-1c2d3e4f5a05",
  allocation: "8f14c0de-2f7d-4b0c-8d3a-0b6f3f0a7c06",
  doorDevice: "a9b8c7d6-e5f4-4a3b-8c2d-1e0f9a8b7c07",
  webhook: "5b1f9a52-6f0c-4b58-9d38-0c1f1d3f7a08",
  ticket: "6a1c0f7e-3d52-4b8e-9c14-5e7a2b9d0f11",
  delivery: "9f0d8a3e-2a63-4a67-8d7c-3b1a4cbd2f09",
  codeBatch: "2e7c9d10-4b3a-4f86-9c1d-7a5e0b2f6d10",
  message: "1c7d3e90-5a4b-4f2e-8b60-2d9e7f3a1c12",
  list: "d3a7c5e1-8f20-4b69-9e4c-6a1b0d7f2c15",
  draw: "4b8e1f60-7c2d-4e95-a3b1-9d6c0e5f2a11",
  handOut: "7d2f4a91-0c6b-4e38-9b5d-3e8a1f6c2b13",
  handOutLink: "c05e9b27-4d18-4f6a-a2e3-8b7d0c1f5e14",
  serialNumber: "mJ0cV5o2T3yQm1o9nq4R8w",
  otherSerialNumber: "Zr7tKx1uQ0aB4dE9fG2hJw",
} as const;
