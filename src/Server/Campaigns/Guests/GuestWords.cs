using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Campaigns.Guests;

/// <summary>Guests in words.</summary>
internal static class GuestWords
{
    /// <summary>"Đoàn thanh niên – Đoàn xã Trường Khánh".</summary>
    public static string Body(CampaignGuest guest, Texts t) =>
        guest.Organisation == GuestOf.Other ? guest.Unit ?? Formats.Missing
        : guest.Unit is null ? t[$"campaigns.guest.of.{(int)guest.Organisation}"] : $"{t[$"campaigns.guest.of.{(int)guest.Organisation}"]} – {guest.Unit}";

    /// <summary>"12 khách của 3 tổ chức"; null when there is none, or when nobody counted them then.</summary>
    public static string? Count(IReadOnlyList<CampaignGuests>? guests, Texts t) =>
        guests is { Count: > 0 } ? t["campaigns.guests.count", Formats.Number(guests.Sum(g => g.People)), Formats.Number(Bodies(guests).Count())] : null;

    /// <summary>"Đoàn thanh niên 8, Công an 3".</summary>
    public static string ByBody(IReadOnlyList<CampaignGuests> guests, Texts t) =>
        string.Join(", ", Bodies(guests).Select(b => $"{b.First().Other ?? t[$"campaigns.guest.of.{(int)b.First().Organisation}"]} {Formats.Number(b.Sum(g => g.People))}"));

    private static IEnumerable<IGrouping<(GuestOf, string), CampaignGuests>> Bodies(IReadOnlyList<CampaignGuests> guests) => guests.GroupBy(g => (g.Organisation, SearchKey.Fold(g.Other)));
}
