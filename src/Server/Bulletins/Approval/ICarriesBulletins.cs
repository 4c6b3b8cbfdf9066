using TungNgo.Feed;

namespace TungNgo.Bulletins.Approval;

/// <summary>A slot: whoever carries bulletins to their readers begins and stops in the very write that approves or cancels them.</summary>
internal interface ICarriesBulletins
{
    /// <summary>A component that tells writers whom a version would reach and what that costs, if it went out now; it is given BulletinId and VersionId.</summary>
    Type Preview { get; }

    /// <summary>Puts an approved version on its way.</summary>
    void Begin(Write write, Bulletin bulletin, BulletinVersion version);

    /// <summary>Stops what is not out yet of a bulletin, in all its versions but one; calls that are out go on and are counted.</summary>
    Task StopAsync(Write write, Guid bulletinId, Guid? exceptVersionId, CancellationToken ct);
}
