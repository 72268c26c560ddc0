//! Takes single members out of a record without writing the rest of it as JSON.

use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeStruct, Serializer};
use serde_json::{Error, Map, Value};

/// The members of `record` for which `wanted` says yes.
pub(crate) fn pick(
    record: &impl Serialize,
    wanted: impl Fn(&str) -> bool,
) -> Result<Map<String, Value>, Error> {
    record.serialize(Picker { wanted, picked: Map::new() })
}

struct Picker<F> {
    wanted: F,
    picked: Map<String, Value>,
}

impl<F: Fn(&str) -> bool> SerializeStruct for Picker<F> {
    type Ok = Map<String, Value>;
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        if (self.wanted)(name) {
            self.picked.insert(name.to_owned(), serde_json::to_value(value)?);
        }
        Ok(())
    }

    fn end(self) -> Result<Self::Ok, Error> {
        Ok(self.picked)
    }
}

/// Everything but a struct is refused: a record is a struct.
macro_rules! refuse {
    ($($method:ident($($type:ty),*);)*) => {
        $(fn $method(self, $(_: $type),*) -> Result<Self::Ok, Error> {
            Err(Error::custom("a record is a struct"))
        })*
    };
}

type No = Impossible<Map<String, Value>, Error>;

impl<F: Fn(&str) -> bool> Serializer for Picker<F> {
    type Ok = Map<String, Value>;
    type Error = Error;
    type SerializeSeq = No;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStruct = Self;
    type SerializeStructVariant = No;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    refuse! {
        serialize_bool(bool); serialize_i8(i8); serialize_i16(i16); serialize_i32(i32); serialize_i64(i64);
        serialize_u8(u8); serialize_u16(u16); serialize_u32(u32); serialize_u64(u64); serialize_f32(f32);
        serialize_f64(f64); serialize_char(char); serialize_str(&str); serialize_bytes(&[u8]); serialize_none();
        serialize_unit(); serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Self::Ok, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Self::Ok, Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<Self::Ok, Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<No, Error> {
        Err(Error::custom("a record is a struct"))
    }

    fn serialize_tuple(self, _: usize) -> Result<No, Error> {
        Err(Error::custom("a record is a struct"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<No, Error> {
        Err(Error::custom("a record is a struct"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<No, Error> {
        Err(Error::custom("a record is a struct"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<No, Error> {
        Err(Error::custom("a record is a struct"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<No, Error> {
        Err(Error::custom("a record is a struct"))
    }
}
