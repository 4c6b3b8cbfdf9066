using System.Collections;
using System.Reflection;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>
/// What a phone may send at most, field by field: numbers, days and lists of the whole wire in one table; <see cref="WireTexts"/> is that of
/// its texts. A test holds that each of them stands here. Whether a word belongs to a catalogue is its rule's matter.
/// </summary>
internal static class WireBounds
{
    /// <summary>Đồng: two thousand million.</summary>
    private const double MostCost = 2_000_000_000;

    private static readonly Dictionary<string, (double From, double To)> Numbers = new()
    {
        ["Mutation.Skew"] = (-400 * 86_400, 400 * 86_400),
        ["PushVisit.Seconds"] = (0, 86_400),
        ["PushHousehold.Point[]"] = (-180, 180), ["PushHousehold.Size"] = (0, 60), ["PushHousehold.Smartphones"] = (0, 60), ["PushHousehold.Version"] = (0, long.MaxValue),
        ["PushPerson.BirthYear"] = (1890, 2100), ["PushPerson.Version"] = (0, long.MaxValue),
        ["PushCrop.Area"] = (0, 10_000_000),
        ["PushReading.Value"] = (0, 100_000), ["PushReading.Depth"] = (0, 5000), ["PushReading.Point[]"] = (-180, 180),
        ["PushSeason.Year"] = (2000, 2100), ["PushSeason.Area"] = (1, 10_000_000), ["PushSeason.Seed"] = (0, MostCost), ["PushSeason.Fertiliser"] = (0, MostCost),
        ["PushSeason.Pesticide"] = (0, MostCost), ["PushSeason.Water"] = (0, MostCost), ["PushSeason.Labour"] = (0, MostCost), ["PushSeason.Machines"] = (0, MostCost),
        ["PushSeason.Other"] = (0, MostCost), ["PushSeason.Harvest"] = (0, 10_000_000), ["PushSeason.Damage"] = (0, 100),
        ["PushVisit.Came"] = (0, 60), ["PushGathering.Minutes"] = (0, 1440), ["PushGathering.SlotMinutes"] = (0, 1440), ["PushGathering.SlotSeats"] = (0, 100),
        ["PushGathering.Heads[]"] = (0, 999), ["PushGathering.Told"] = (0, 10_000), ["PushPlan.Minutes"] = (0, 1440), ["PushPlan.SlotMinutes"] = (0, 1440), ["PushPlan.SlotSeats"] = (0, 100),
        ["PushRating.Content"] = (1, 5), ["PushRating.Clarity"] = (1, 5), ["PushRating.Trainer"] = (1, 5),
        ["PushTestAnswer.Option"] = (0, 20), ["PushStock.Count"] = (1, 10_000),
    };

    /// <summary>Days, as days around the day of the work; the next date of a correction may lie between its visit and itself.</summary>
    private static readonly Dictionary<string, (int From, int To)> Days = new()
    {
        ["PushVisit.NextDate"] = (-DoorTime.OfflineDays - DoorTime.MarginDays, 731), ["PushLane.Day"] = (-1, 31), ["PushCrop.SownOn"] = (-30 * 366, 366), ["PushWalk.Day"] = (-1, 62),
        ["PushWork.Month"] = (-400, 31), ["PushGathering.Day"] = (-62, 366), ["PushPlan.Day"] = (-62, 366), ["PushStock.Due"] = (0, 731),
    };

    private static readonly Dictionary<string, int> Lists = new()
    {
        ["PushVisit.Activities"] = 200, ["PushVisit.Fields"] = 20, ["PushHousehold.Point"] = 2, ["PushHousehold.Fields"] = 20, ["PushPerson.Fields"] = 20,
        ["PushReading.Point"] = 2,
        ["PushTest.Answers"] = 50,
        ["PushGathering.Services"] = 40, ["PushGathering.Members"] = 60, ["PushGathering.Heads"] = 8, ["PushPlan.Services"] = 40, ["PushPlan.Members"] = 60,
    };

    public static IEnumerable<string> Places => Numbers.Keys.Concat(Days.Keys).Concat(Lists.Keys);

    /// <param name="day">The day of the work as it is believed.</param>
    /// <exception cref="Refusal">A field is larger or further off than any honest phone sends.</exception>
    public static void Check(Mutation mutation, DateOnly day) => Check((object)mutation, day);

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
            case int or long or double when Numbers.TryGetValue(place, out var range):
                var number = Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
                Hold(number >= range.From && number <= range.To, place);
                break;
            case DateOnly date:
                Hold(date.DayNumber - day.DayNumber >= Days[place].From && date.DayNumber - day.DayNumber <= Days[place].To, place);
                break;
            case IList list:
                Hold(list.Count <= Lists[place], place);
                foreach (var item in list.Cast<object>())
                {
                    Check(place + "[]", item, day);
                }

                break;
            case string or DateTime or TimeOnly or Guid or bool or Enum:
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
