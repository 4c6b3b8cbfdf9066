using System.Reflection;
using TungNgo.Households;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>
/// The registers' fields on the phones' wire: a field travels under its own name, so that a new one needs a property of the wire's record
/// and nothing here.
/// </summary>
internal sealed class WireFields<TWire, T>
{
    private readonly Dictionary<string, (FieldCode Code, Func<TWire, object?> Read)> fields;

    public WireFields(IEnumerable<RegisterField<T>> known) => fields = known.Where(f => f.AtDoor).ToDictionary(f => f.Name, f => (f.Code, ReaderOf(f)));

    /// <summary>All that the phone knows.</summary>
    public FieldValues All(TWire wire) => Of(wire, fields.Keys.Where(n => fields[n].Read(wire) is not null));

    /// <summary>Only what an edit names; a named field without a value is known to be empty.</summary>
    /// <exception cref="Refusal">A name that is no field at the door.</exception>
    public FieldValues Named(TWire wire, string[]? names) => Of(wire, (names ?? []).Distinct());

    private FieldValues Of(TWire wire, IEnumerable<string> names)
    {
        var values = new FieldValues();
        foreach (var name in names)
        {
            var (code, read) = fields.TryGetValue(name, out var field) ? field : throw new Refusal(Problems.Invalid, name);
            values[code] = read(wire);
        }

        return values;
    }

    private static Func<TWire, object?> ReaderOf(RegisterField<T> field)
    {
        var property = typeof(TWire).GetProperty(char.ToUpperInvariant(field.Name[0]) + field.Name[1..], BindingFlags.Public | BindingFlags.Instance)
            ?? throw new InvalidOperationException($"The wire has no {field.Name}.");
        return wire => property.GetValue(wire) switch
        {
            double[] and [var latitude, var longitude] => new GeoPoint(latitude, longitude),
            double[] => throw new Refusal(Problems.Invalid, field.Name),
            var value => value,
        };
    }
}

internal static class WireFields
{
    public static readonly WireFields<PushHousehold, Household> Household = new(HouseholdFields.All);
    public static readonly WireFields<PushPerson, Person> Person = new(PersonFields.All);
}
