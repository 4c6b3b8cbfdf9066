namespace TungNgo.Campaigns.Ideas;

/// <summary>What somebody has found out in a campaign's days and others could do as well. It names a unit or a team, never a member.</summary>
internal sealed class CampaignIdea
{
    public Guid Id { get; init; }
    public Guid CampaignId { get; init; }

    /// <summary>Where it came from.</summary>
    public Guid AreaId { get; init; }
    public Guid? TeamId { get; init; }

    /// <summary>By language; Vietnamese is always there.</summary>
    public Dictionary<string, string> Text { get; set; } = [];
    public DateTime At { get; init; }
    public required string By { get; init; }

    /// <summary>Set while it is shared with all who take part.</summary>
    public DateTime? SharedAt { get; set; }
    public string? SharedBy { get; set; }
    public int Edition { get; set; }
}
