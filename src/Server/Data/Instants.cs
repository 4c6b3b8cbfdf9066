namespace TungNgo.Data;

/// <summary>
/// Instants as both databases keep them: to the microsecond. What is compared in memory must be what is read again later, or two things of one microsecond
/// stand in one order now and in the other at the recount.
/// </summary>
internal static class Instants
{
    public static DateTime AsStored(DateTime utc) => new(utc.Ticks - utc.Ticks % TimeSpan.TicksPerMicrosecond, utc.Kind);
}
