using TungNgo.Areas;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Campaigns;

public enum CampaignState
{
    Draft = 0,

    /// <summary>Signed; it runs on its own days.</summary>
    Approved = 1,

    /// <summary>Its figures are frozen.</summary>
    Closed = 2,

    /// <summary>Called off before it was closed.</summary>
    CalledOff = 9,
}

public enum CampaignMove
{
    Write, Approve, Reopen, Close, Copy, CallOff,

    /// <summary>Gives the teams guides and notices to take along, which were signed elsewhere.</summary>
    Bring,
}

/// <summary>
/// Some days in which the teams of a unit go out for certain services, such as 1 to 10 October (QĐ 505/QĐ-TTg: 10 October is the day of digital transformation).
/// </summary>
internal sealed class Campaign
{
    /// <summary>What the target of doors is filed under, where a service would stand.</summary>
    public static readonly Guid Doors = Guid.Empty;

    public Guid Id { get; init; }
    public required string Name { get; set; }
    public string? LegalBasis { get; set; }
    public DateOnly From { get; set; }
    public DateOnly To { get; set; }

    /// <summary>The unit that holds it: the teams of everything below take part.</summary>
    public Guid AreaId { get; init; }

    /// <summary>Services and skills in focus, in the order in which they are shown.</summary>
    public List<Guid> Services { get; set; } = [];

    /// <summary>Who comes to this stage with a service counts as guided.</summary>
    public Stage Stage { get; set; } = Stage.Working;

    /// <summary>What members say at the door, by language.</summary>
    public Dictionary<string, string> Talk { get; set; } = [];
    public CampaignState State { get; set; }

    /// <summary>The campaign that it repeats; its figures stand beside this one's, day by day.</summary>
    public Guid? CopiedFromId { get; init; }

    /// <summary>Who wrote it last: somebody else signs it.</summary>
    public Guid? EditedById { get; set; }
    public required string EditedBy { get; set; }
    public DateTime EditedAt { get; set; }
    public string? ApprovedBy { get; set; }
    public DateTime? ApprovedAt { get; set; }

    /// <summary>Who ended it, by closing it or by calling it off.</summary>
    public string? ClosedBy { get; set; }
    public DateTime? ClosedAt { get; set; }

    /// <summary>Counts its changes, so that two who change it at once are told of each other.</summary>
    public int Edition { get; set; }

    public int Days => To.DayNumber - From.DayNumber + 1;

    public IEnumerable<DateOnly> EachDay => Enumerable.Range(0, Days).Select(From.AddDays);

    /// <summary>Whoever wrote it last does not sign it.</summary>
    public bool IsWrittenBy(Guid? user) => user is not null && EditedById == user;

    /// <summary>What stands against a move, whoever makes it; null when nothing does.</summary>
    public Problem? Against(CampaignMove move, DateOnly today) => move switch
    {
        CampaignMove.Write => State == CampaignState.Draft ? null : Problems.CampaignState,
        CampaignMove.Approve => State != CampaignState.Draft ? Problems.CampaignState : To < today ? Problems.CampaignOver : null,
        CampaignMove.Reopen => State != CampaignState.Approved ? Problems.CampaignState : From <= today ? Problems.CampaignBegun : null,
        CampaignMove.Close => State != CampaignState.Approved ? Problems.CampaignState : today <= To ? Problems.CampaignRuns : null,
        CampaignMove.Bring => State is not (CampaignState.Draft or CampaignState.Approved) ? Problems.CampaignState : To < today ? Problems.CampaignOver : null,
        CampaignMove.Copy => State is CampaignState.Approved or CampaignState.Closed ? null : Problems.CampaignState,
        _ => State is CampaignState.Draft or CampaignState.Approved ? null : Problems.CampaignState,
    };

    /// <summary>Whether there is anything to tell of it yet: it is signed and its first day has come.</summary>
    public bool HasBegun(DateOnly today) => State == CampaignState.Closed || (State == CampaignState.Approved && From <= today);

    /// <summary>Whether a team goes out for it, by where its unit lies on a day or lay on the first one.</summary>
    public bool TakesPart(AreaTree areas, Guid teamAreaId, DateOnly day) =>
        new[] { day, From }.Any(on => areas.HeirOn(teamAreaId, on) is { } place && areas.On(on).IsWithin(place, AreaId));

    public bool RunsOn(DateOnly day) => State == CampaignState.Approved && From <= day && day <= To;
}

/// <summary>What a unit sets out to do on a day.</summary>
internal sealed class CampaignTarget
{
    public Guid CampaignId { get; init; }
    public Guid AreaId { get; init; }

    /// <summary><see cref="Campaign.Doors"/> for doors.</summary>
    public Guid ServiceId { get; init; }
    public DateOnly Day { get; init; }
    public int Value { get; set; }
}

/// <summary>A closed campaign's figures as they were then, with what they mean.</summary>
internal sealed class CampaignResult
{
    public Guid CampaignId { get; init; }

    /// <summary>A <see cref="CampaignBody"/>.</summary>
    public required string Json { get; init; }

    /// <summary>SHA-256 of the body, in hexadecimal.</summary>
    public required string Hash { get; init; }
    public DateTime At { get; init; }
}
