using TungNgo.Data;

namespace TungNgo.Campaigns.Guests;

/// <summary>Who sends people along with the teams. Others are told by their own name.</summary>
public enum GuestOf { Youth = 0, Women = 1, Farmers = 2, Veterans = 3, Front = 4, Police = 5, School = 6, Other = 9 }

/// <summary>
/// Somebody of a union, of the police or of another body who goes with a team on days of a campaign. No member: no phone of ours, no visits of their own,
/// no support. The name is forgotten a year after the campaign; that somebody came stays.
/// </summary>
internal sealed class CampaignGuest
{
    public Guid Id { get; init; }
    public Guid CampaignId { get; init; }
    public Guid TeamId { get; set; }

    /// <summary>Where the team was at home when the guest came to it.</summary>
    public Guid AreaId { get; set; }
    public GuestOf Organisation { get; set; }

    /// <summary>Which one: "Đoàn xã Trường Khánh". Of <see cref="GuestOf.Other"/> it is needed.</summary>
    public string? Unit { get; set; }

    /// <summary>Empty when it has been forgotten.</summary>
    public string Name { get; set; } = "";
    public string? Phone { get; set; }
    public DateOnly From { get; set; }

    /// <summary>Inclusive.</summary>
    public DateOnly To { get; set; }
    public DateTime? ForgottenAt { get; set; }

    /// <summary>The first entry of the same person in the campaign; null for that one itself.</summary>
    public Guid? SameAsId { get; set; }
    public int Edition { get; set; }

    public bool IsOn(DateOnly day) => From <= day && day <= To;
}

/// <summary>What is counted of a guest; no name.</summary>
/// <param name="Person">Who comes on several spans, or to several teams, is one.</param>
internal sealed record GuestSeat(Guid AreaId, GuestOf Organisation, string? Unit, DateOnly From, Guid Person);

/// <summary>How many of one body have come to a unit's teams.</summary>
/// <param name="AreaId">A unit of the campaign, or its holder for those who go with no unit's team.</param>
/// <param name="Other">Of <see cref="GuestOf.Other"/>, which one.</param>
internal sealed record CampaignGuests(Guid AreaId, GuestOf Organisation, string? Other, int People)
{
    /// <summary>Counted by the body, not by its branches: nine branches of the youth union are one. Each person once, where they came first.</summary>
    public static IReadOnlyList<CampaignGuests> Of(IEnumerable<GuestSeat> seats, Func<Guid, Guid> unitOf) =>
    [
        .. seats.OrderBy(s => s.From).DistinctBy(s => s.Person).GroupBy(s => (Area: unitOf(s.AreaId), s.Organisation, Key: s.Organisation == GuestOf.Other ? SearchKey.Fold(s.Unit) : ""))
            .Select(g => new CampaignGuests(g.Key.Area, g.Key.Organisation, g.Key.Organisation == GuestOf.Other ? g.First().Unit : null, g.Count()))
            .OrderBy(g => g.Organisation).ThenBy(g => g.Other, StringComparer.Ordinal).ThenBy(g => g.AreaId),
    ];
}
