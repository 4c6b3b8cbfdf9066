namespace TungNgo.Sync;

/// <summary>A phone's mutation that was kept, so that sending it again changes nothing and gets the same answer.</summary>
internal sealed class AppliedMutation
{
    public Guid Id { get; init; }
    public Guid DeviceId { get; init; }
    public DateTime At { get; init; }

    /// <summary>What the member was told although the work was kept; null when there was nothing to tell.</summary>
    public string? NoticeCode { get; init; }
}
