using TungNgo.Bulletins;
using TungNgo.Contacts;

namespace TungNgo.Sendings.Plan;

/// <summary>What a plan would be if it were made now.</summary>
/// <param name="Households">Recipients, each counted once; members for an audience of teams.</param>
/// <param name="ByPhone">Of these, who gets a message of their own, at whatever step.</param>
/// <param name="ByGroup">Whom no message reaches, but a post in their community's group.</param>
/// <param name="AtDoor">Whom only a word at the door reaches.</param>
/// <param name="AtDoorWithoutConsent">Of those at the door, who have not agreed to be written to; the others have no number or refuse it, and no group.</param>
/// <param name="Repeated">How often a household would have been counted again, because areas overlap or it has this version already.</param>
/// <param name="OptedOut">Ways that recipients have refused.</param>
/// <param name="Languages">Recipients by the language they would be addressed in.</param>
/// <param name="Missing">Of these, recipients whose language the bulletin lacks (they would be addressed in Vietnamese).</param>
public sealed record Preview(
    int Households, int ByPhone, int ByGroup, int AtDoor, int AtDoorWithoutConsent, int Repeated, int OptedOut, IReadOnlyDictionary<string, int> Languages, IReadOnlyDictionary<string, int> Missing,
    IReadOnlyList<HamletPreview> Hamlets, IReadOnlyList<ChannelPreview> Channels, long Cost);

/// <param name="First">Recipients by the family of their first step.</param>
/// <param name="Groups">Community groups that would be given a relay.</param>
public sealed record HamletPreview(Guid HamletId, int Households, IReadOnlyDictionary<ChannelFamily, int> First, int Groups);

/// <param name="First">Messages if every first step succeeds; <paramref name="Most"/> if each chain is walked to its end.</param>
/// <param name="Segments">Of one message, the longest language; 0 where segments do not count.</param>
/// <param name="QuotaLeft">What the provider last said, null when unknown.</param>
/// <param name="QuietUntil">Routine messages would wait until then, null when they may go at once.</param>
public sealed record ChannelPreview(ChannelKind Kind, string Name, int First, int Most, int Segments, long Cost, int? QuotaLeft, DateTime? QuietUntil, string? Stopped);
