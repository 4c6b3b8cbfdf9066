using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Teams.Phones;

/// <summary>
/// Which times of a phone are believed. What was done at a door is judged by the state of its own time, so that time must lie where the
/// server still knows it, and where a phone can have been.
/// </summary>
internal static class DoorTime
{
    /// <summary>How long a phone may have been without a network when its work arrives, and what its clock and the way to a line may add.</summary>
    public const int OfflineDays = 30, MarginDays = 5;

    /// <summary>Before the first teams were formed nobody stood at a door.</summary>
    private static readonly DateOnly First = new(2021, 1, 1);

    /// <summary>The instant as it counts: a clock that runs ahead must not win over tomorrow's work.</summary>
    /// <exception cref="Refusal">Longer ago than any phone was offline: a clock that had lost its time.</exception>
    public static DateTime Believed(DateTime told, DateTime now)
    {
        var at = Instants.AsStored(told.ToUniversalTime());
        if (at < Earliest(now))
        {
            throw new Refusal(Problems.WorkTooOld, LegalDay.Of(at));
        }

        return at > now ? now : at;
    }

    public static DateTime Earliest(DateTime now) => LegalDay.Start(DateOnly.FromDayNumber(Math.Max(First.DayNumber, LegalDay.Of(now).DayNumber - OfflineDays - MarginDays)));
}
