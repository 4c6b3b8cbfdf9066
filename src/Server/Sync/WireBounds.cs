using System.Collections;
using System.Reflection;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>
/// What a phone may send at most, field by field: one table for the whole wire. A test holds that each text, number and day of the wire
/// stands in it. Whether a word belongs to a catalogue is its rule's matter; what it may be at all is said here.
/// </summary>
internal static class WireBounds
{
    /// <summary>Clusters of a text by its place; what a field of the register may hold is <see cref="Households.HouseholdFields"/>' matter.</summary>
    private static readonly Dictionary<string, int> Texts = new()
    {
        ["Mutation.Kind"] = 30,
        ["PushVisit.Language"] = 20, ["PushVisit.Note"] = 500, ["PushVisit.Fields[]"] = 20,
        ["PushActivity.Blocker"] = 40,
        ["PushHousehold.Head"] = 100, ["PushHousehold.Door"] = 100, ["PushHousehold.Landmark"] = 200, ["PushHousehold.Language"] = 20, ["PushHousehold.Phone"] = 30,
        ["PushHousehold.Fields[]"] = 20,
        ["PushPerson.Name"] = 100, ["PushPerson.Sex"] = 1, ["PushPerson.Phone"] = 30, ["PushPerson.Relation"] = 20, ["PushPerson.Fields[]"] = 20,
        ["PushConsent.Purpose"] = 20, ["PushConsent.Method"] = 20, ["PushConsent.Language"] = 20,
        ["PushCrop.Crop"] = 20, ["PushContact.Channel"] = 20,
        ["PushHelp.Text"] = 2000, ["PushHelp.Language"] = 20, ["PushHelp.Name"] = 100, ["PushHelp.Phone"] = 30,
    };

    private static readonly Dictionary<string, (double From, double To)> Numbers = new()
    {
        ["Mutation.Skew"] = (-400 * 86_400, 400 * 86_400),
        ["PushVisit.Seconds"] = (0, 86_400),
        ["PushHousehold.Point[]"] = (-180, 180), ["PushHousehold.Size"] = (0, 60), ["PushHousehold.Smartphones"] = (0, 60), ["PushHousehold.Version"] = (0, long.MaxValue),
        ["PushPerson.BirthYear"] = (1890, 2100), ["PushPerson.Version"] = (0, long.MaxValue),
        ["PushCrop.Area"] = (0, 10_000_000),
    };

    /// <summary>Days, as days around the day of the work.</summary>
    private static readonly Dictionary<string, (int From, int To)> Days = new()
    {
        ["PushVisit.NextDate"] = (0, 731), ["PushLane.Day"] = (-1, 31), ["PushCrop.SownOn"] = (-30 * 366, 366),
    };

    private static readonly Dictionary<string, int> Lists = new()
    {
        ["PushVisit.Activities"] = 200, ["PushVisit.Fields"] = 20, ["PushHousehold.Point"] = 2, ["PushHousehold.Fields"] = 20, ["PushPerson.Fields"] = 20,
    };

    public static IEnumerable<string> Places => Texts.Keys.Concat(Numbers.Keys).Concat(Days.Keys).Concat(Lists.Keys);

    /// <exception cref="Refusal">A field is longer, larger or further off than any honest phone sends, or holds a citizen number.</exception>
    public static void Check(Mutation mutation) => Check(mutation, LegalDay.Of(mutation.At.ToUniversalTime()));

    private static void Check(object body, DateOnly day)
    {
        foreach (var property in body.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetValue(body) is { } value)
            {
                Check($"{body.GetType().Name}.{property.Name}", value, day);
            }
        }
    }

    private static void Check(string place, object value, DateOnly day)
    {
        switch (value)
        {
            case string text:
                FreeText.Lines(text, Texts[place], $"wire.{place}");
                break;
            case int or long or double when Numbers.TryGetValue(place, out var range):
                var number = Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
                Hold(number >= range.From && number <= range.To, place);
                break;
            case DateOnly date:
                Hold(date.DayNumber - day.DayNumber >= Days[place].From && date.DayNumber - day.DayNumber <= Days[place].To, place);
                break;
            case IList list:
                Hold(list.Count <= Lists[place], place);
                foreach (var item in list)
                {
                    Check(place + "[]", item!, day);
                }

                break;
            case DateTime or TimeOnly or Guid or bool or Enum:
                break;
            case int or long or double:
                throw new InvalidOperationException($"{place} has no bounds.");
            default:
                Check(value, day);
                break;
        }
    }

    private static void Hold(bool holds, string place)
    {
        if (!holds)
        {
            throw new Refusal(Problems.Invalid, place[(place.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        }
    }
}
