using TungNgo.Feed;

namespace TungNgo.Households;

/// <summary>What a household lets be kept for one purpose only, and what goes when it no longer agrees.</summary>
internal interface IEndsWithConsent
{
    string Purpose { get; }

    /// <summary>A consent to it was withdrawn; another one may still stand.</summary>
    /// <param name="householdId">The household as it lives now, not the duplicate that was merged into it.</param>
    Task ForgetAsync(Write write, Guid householdId, CancellationToken ct);
}
