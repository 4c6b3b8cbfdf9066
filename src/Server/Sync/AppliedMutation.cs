namespace TungNgo.Sync;

/// <summary>What was answered to a phone's mutation, so that sending it again changes nothing and gets the same answer.</summary>
internal sealed class AppliedMutation
{
    public Guid Id { get; init; }
    public Guid DeviceId { get; init; }
    public DateTime At { get; init; }

    /// <summary>Null when applied; the error code when refused, or when kept although something came before it.</summary>
    public string? RefusedCode { get; init; }
}
