//! The component kit: what screens are put together from. It knows no API and no kind of record.
