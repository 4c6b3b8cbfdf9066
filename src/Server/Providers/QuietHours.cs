using TungNgo.Data;

namespace TungNgo.Providers;

/// <summary>
/// When routine messages rest. Hours are data of the channel, local time of Vietnam: the law's own (Decree 91/2020, from 7 to 22) bind
/// advertising, which a public body's notice is not, but people sleep all the same.
/// </summary>
internal static class QuietHours
{
    /// <summary>The first instant from <paramref name="utc"/> on at which the channel may be used; emergencies need not ask.</summary>
    public static DateTime Next(TimeOnly? quietFrom, TimeOnly? quietTo, DateTime utc)
    {
        if (quietFrom is not { } from || quietTo is not { } to || from == to)
        {
            return utc;
        }

        var local = LegalDay.ToLocal(utc);
        var time = TimeOnly.FromDateTime(local);
        var quiet = from < to ? time >= from && time < to : time >= from || time < to;
        if (!quiet)
        {
            return utc;
        }

        var day = DateOnly.FromDateTime(local);
        return LegalDay.Start(time < to ? day : day.AddDays(1)) + to.ToTimeSpan();
    }

    public static DateTime Next(Channel channel, DateTime utc, bool emergency) => emergency ? utc : Next(channel.QuietFrom, channel.QuietTo, utc);
}
