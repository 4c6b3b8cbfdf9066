namespace TungNgo.Households;

/// <summary>The fields of a household that people and lists fill. Where it lives and whether it is closed are acts of their own.</summary>
internal static class HouseholdFields
{
    public static readonly RegisterField<Household>[] All =
    [
        new(FieldCode.Head, "head", FieldKind.Line, 100, h => h.Head, (h, v) => h.Head = (string)v!, Needed: true),
        new(FieldCode.Lane, "laneId", FieldKind.Lane, 0, h => h.LaneId, (h, v) => h.LaneId = (Guid?)v),
        new(FieldCode.Code, "code", FieldKind.Line, 30, h => h.Code, (h, v) => h.Code = (string?)v, AtDoor: false),
        new(FieldCode.Door, "door", FieldKind.Line, 100, h => h.Door, (h, v) => h.Door = (string?)v),
        new(FieldCode.Landmark, "landmark", FieldKind.Line, 200, h => h.Landmark, (h, v) => h.Landmark = (string?)v),
        new(FieldCode.Point, "point", FieldKind.Point, 0, h => h.Point, (h, v) => h.Point = (GeoPoint?)v),
        new(FieldCode.Phone, "phone", FieldKind.Phone, 30, h => h.Phone, (h, v) => h.Phone = (string?)v),
        new(FieldCode.Language, "language", FieldKind.Languages, 20, h => h.Language, (h, v) => h.Language = (string?)v),
        new(FieldCode.Size, "size", FieldKind.Count, 60, h => h.Size, (h, v) => h.Size = (int?)v),
        new(FieldCode.Smartphones, "smartphones", FieldKind.Count, 60, h => h.Smartphones, (h, v) => h.Smartphones = (int?)v),
        new(FieldCode.Note, "note", FieldKind.Paragraph, 500, h => h.Note, (h, v) => h.Note = (string?)v, AtDoor: false),
    ];

    public static RegisterField<Household> Of(FieldCode code) => Array.Find(All, f => f.Code == code) ?? throw new ArgumentOutOfRangeException(nameof(code));

    public static RegisterField<Household>? Named(string name) => Array.Find(All, f => f.Name == name);
}

/// <summary>The fields of a person. That somebody has left is an act of its own.</summary>
internal static class PersonFields
{
    public static readonly RegisterField<Person>[] All =
    [
        new(FieldCode.Name, "name", FieldKind.Line, 100, p => p.Name, (p, v) => p.Name = (string)v!, Needed: true),
        new(FieldCode.BirthYear, "birthYear", FieldKind.Year, 2100, p => p.BirthYear, (p, v) => p.BirthYear = (int?)v),
        new(FieldCode.Sex, "sex", FieldKind.Sex, 1, p => p.Sex, (p, v) => p.Sex = (string?)v),
        new(FieldCode.PersonPhone, "phone", FieldKind.Phone, 30, p => p.Phone, (p, v) => p.Phone = (string?)v),
        new(FieldCode.Relation, "relation", FieldKind.Relation, 20, p => p.Relation, (p, v) => p.Relation = (string?)v),
        new(FieldCode.Smartphone, "smartphone", FieldKind.YesNo, 0, p => p.Smartphone, (p, v) => p.Smartphone = (bool?)v, AtDoor: false),
    ];

    public static RegisterField<Person> Of(FieldCode code) => Array.Find(All, f => f.Code == code) ?? throw new ArgumentOutOfRangeException(nameof(code));

    public static RegisterField<Person>? Named(string name) => Array.Find(All, f => f.Name == name);
}
