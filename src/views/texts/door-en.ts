import type { DoorTexts } from "./door-nb.ts";

/** The scanner in English. */
export const doorEn: DoorTexts = {
  language: "English",
  languages: "Language",
  title: "Scan tickets",
  needsScript: "This page needs JavaScript. Turn it on, or open the page in another browser.",
  noEntrance: "This phone does not belong to an entrance",
  closed: "This entrance has been closed",
  askForCode:
    "Ask whoever is in charge for the entrance’s QR code. Scan it with the phone’s camera, and the scanner opens.",

  startCamera: "Start the camera",
  torch: "Light",
  typeOrScan: "Type or scan the code",
  check: "Check",
  keypad: "Keys for the ticket number",
  deleteDigit: "Delete the last digit",
  latest: "Latest answers",
  sound: "Sound",
  forget: "Use this phone for something else",
  forgetQuestion: "Disconnect the phone from the entrance?",
  forgetHelp: "To scan tickets here again you need the entrance’s QR code.",
  forgetYes: "Yes, disconnect",
  forgetNo: "No, go on scanning",
  cancel: "Cancel",
  again: "Admit once more",

  script: {
    howMany: "How many come in?",
    whichPart: "Valid. What is ticked off?",
    partsLeft: "Left: %",
    nothingLeft: "Nothing left",
    checking: "Checking …",
    offline: "No coverage",
    offlineHelp: "The ticket has not been checked yet. We are trying again.",
    busy: "Very busy right now",
    busyHelp: "The ticket has not been checked yet. We are trying again.",
    giveUp: "Cancel",
    next: "Next",
    accepted: "Valid",
    refused: "Not valid",
    question: "Question",
    undo: "Undo",
    undone: "Undone",
    undoDone: { heading: "Undone", help: "The ticket can be used again." },
    undoFailed: {
      heading: "Not undone",
      help: "It works for a minute and with coverage. Tell the person in charge.",
    },
    usedAgo: "Used %",
    ago: {
      now: "less than a minute ago",
      minute: { one: "1 minute ago", many: "% minutes ago" },
      hour: { one: "1 hour ago", many: "% hours ago" },
      day: { one: "1 day ago", many: "% days ago" },
    },
    admittedToday: "Let in today: %",
    clockIsWrong: "This phone’s clock is % minutes wrong. We use the right time.",
    endsSoon: "This entrance works until %. Tell the person in charge.",
    admit: "Admit %",
    nextTime: "Next time: %.",
    opensAgain: "Opens again: %.",
    doorsOpen: "Doors open at %.",
    lasts: "Valid until %",
    lasted: "Was valid until %",
    usesLeft: "% uses left",
    oneUseLeft: "1 use left",
    noUsesLeft: "No uses left",
    coverage: {
      preparing: "Getting the phone ready for use without coverage …",
      online: "Ready, also without coverage.",
      offline: "No coverage: the phone decides by itself.",
      never: "No coverage. Tickets can be checked once the phone has had coverage.",
      updated: "Updated %.",
      justNow: "just now",
      oneWaiting: "1 scan is waiting for coverage.",
      waiting: "% scans are waiting for coverage.",
    },
    cameraFaults: {
      refused:
        "The page may not use the camera. Allow it in the browser’s settings and start again, or type the code.",
      missing: "No camera was found. Type the code in the field.",
      busy: "The camera is busy or was stopped. Close other apps that use it, and start again.",
      decoder: "The scanner could not be loaded. Check your coverage, and start again.",
    },
    refusals: {
      unknown_barcode: {
        heading: "Unknown code",
        help: "This is not a ticket we know. Scan the code once more.",
      },
      own_code: {
        heading: "Cannot be decided here",
        help: "A ticket with the venue’s own code is read by the venue’s own till, gate or website. Otherwise this is not a ticket we know.",
      },
      other_provider: {
        heading: "For another place",
        help: "The ticket is not for this entrance.",
      },
      revoked: {
        heading: "No longer valid",
        help: "The ticket has ended. See if there is a newer one on the phone.",
      },
      returned: {
        heading: "No longer valid",
        help: "The ticket was given back. See if there is a newer one on the phone.",
      },
      lapsed: {
        heading: "No longer valid",
        help: "The ticket was not added in time. See if there is a newer one on the phone.",
      },
      not_yet_valid: {
        heading: "Not valid yet",
        help: "The ticket starts later. When is on it.",
      },
      expired: {
        heading: "Its time is over",
        help: "The ticket has run out. When it was valid is on it.",
      },
      time_up: {
        heading: "Time is up",
        help: "The ticket was valid for some time from the first visit.",
      },
      closed_day: {
        heading: "Not valid today",
        help: "The ticket is for other days.",
      },
      used_up: {
        heading: "Already used",
        help: "There are no uses left on the ticket.",
      },
      daily_limit: {
        heading: "Used today",
        help: "The ticket has been used as often as it can be in a day.",
      },
      closed_now: {
        heading: "Closed now",
        help: "The ticket is for opening hours.",
      },
      between_sessions: {
        heading: "Not now",
        help: "The ticket is for set times.",
      },
      other_part: {
        heading: "Not on this ticket",
        help: "The ticket does not include what is ticked off here.",
      },
      just_scanned: {
        heading: "Just scanned here",
        help: "This ticket has already been let in.",
      },
      too_many_numbers: {
        heading: "Too many attempts",
        help: "Scan the ticket’s code, or wait ten minutes.",
      },
      not_a_ticket: {
        heading: "Not a ticket",
        help: "The code is not from a ticket. Try another code.",
      },
      too_many: {
        heading: "Too many",
        help: "The ticket admits fewer. Scan it again and choose a lower number.",
      },
      unclear: {
        heading: "No answer",
        help: "The ticket was not checked. Scan it once more.",
      },
    },
  },
};
