namespace TungNgo.Sync;

// News on the wire: what a team passes on, tells at the door and answers. Small, so it comes whole or not at all.

/// <summary>All news of a phone's teams and hamlets as it stands now; in a pull it is null when nothing of it changed since <c>after</c>.</summary>
/// <param name="Bulletins">Versions that are valid, will be, or ended within thirty days, and those that a relay or telling speaks of.</param>
/// <param name="Relays">Open ones, and those of the last thirty days that were posted, missed or cancelled.</param>
/// <param name="Tellings">Households that wait to be told at the door, by version and language.</param>
/// <param name="Groups">Open community groups of the teams.</param>
/// <param name="Questions">What the teams' members asked the office, with its answers: what is open, and what was answered within sixty days.</param>
/// <param name="Asked">What households did about warnings of salt water that hold.</param>
public sealed record WireNews(WireBulletin[] Bulletins, WireRelay[] Relays, WireTelling[] Tellings, WireHelp[] Help, WireGroup[] Groups, WireAsked[] Asked,
    WireHelp[]? Questions = null);

/// <param name="Id">Of the version: relays and tellings name it.</param>
/// <param name="Link">Of its public page; <c>?lang=km</c> opens it in another language than Vietnamese.</param>
/// <param name="Kind">policy, services, weather, salt, pests, security, health, meeting, urgent, or one that the province added.</param>
/// <param name="KindName">Language → name of the kind. <c>Icon</c> is a Tabler icon.</param>
/// <param name="Urgency">0 routine, 1 priority, 2 emergency.</param>
/// <param name="State">valid, cleared (its danger is over), superseded (a newer text takes its place) or cancelled (not to be passed on).</param>
/// <param name="Relation">What it is to <c>RelatedId</c>'s bulletin: none, supersedes, cancels, allClear.</param>
public sealed record WireBulletin(
    Guid Id, Guid BulletinId, int Number, string Link, string Kind, Dictionary<string, string> KindName, string Icon, int Urgency, string Source,
    string? DocumentNumber, DateTime ValidFrom, DateTime ValidTo, string State, string Relation, Guid? RelatedId, string? WhatChanged, WireBulletinText[] Texts);

/// <param name="CardId">The picture, from <c>GET /api/sync/media/{id}</c>; <c>AudioId</c> a recording that says the same.</param>
public sealed record WireBulletinText(string Language, string Title, string Body, bool NeedsReview, Guid? CardId, Guid? AudioId);

/// <param name="BulletinId">The version to be posted.</param>
/// <param name="Purpose">households, farmers, women, youth or other.</param>
/// <param name="People">Behind the group, by its newest count; null when never counted.</param>
/// <param name="State">open, posted, missed, cancelled.</param>
/// <param name="MemberId">Whose task it is; null is anybody of the team.</param>
/// <param name="ValidTo">Nothing is posted after this.</param>
public sealed record WireRelay(
    Guid Id, Guid BulletinId, Guid TeamId, Guid GroupId, string Group, string? Link, string Purpose, string Language, int? People, string State, Guid? MemberId,
    DateTime DueAt, DateTime ValidTo, DateTime? RemindedAt, DateTime? EscalatedAt, DateTime? PostedAt, Guid? PostedBy, Guid? ProofId);

public sealed record WireTelling(Guid BulletinId, string Language, Guid[] Households);

/// <summary>A warning that asks what was done, with the households of the phone that it is for.</summary>
public sealed record WireAsked(Guid BulletinId, WireAnswer[] Households);

/// <param name="Acted">closed (the gate), stored (fresh water), both, notYet; null is not asked yet.</param>
public sealed record WireAnswer(Guid HouseholdId, string? Acted);

/// <param name="From">zalo, page, door or member.</param>
/// <param name="Phone">To call back; null when none was given.</param>
/// <param name="MemberId">Whose request it is to answer; of a question, who asked it.</param>
/// <param name="Point">[latitude, longitude], or null.</param>
/// <param name="State">open, answered, closed.</param>
public sealed record WireHelp(
    Guid Id, string Code, string From, string? Name, string? Phone, Guid? HouseholdId, Guid? HamletId, Guid? MemberId, double[]? Point, string Language, string State,
    DateTime At, DateTime DueAt, DateTime? EscalatedAt, DateTime? ClosedAt, WireHelpMessage[] Messages);

/// <param name="Incoming">Said by the sender; otherwise by us.</param>
public sealed record WireHelpMessage(Guid Id, DateTime At, bool Incoming, string Text, Guid? AudioId, string? By);

public sealed record WireGroup(Guid Id, Guid TeamId, string Name, string? Link, string Purpose, string Language);

/// <param name="Crop">rice, fruit, vegetables, sugarcane, shrimp, fish, salt, livestock, other.</param>
/// <param name="Area">Square metres.</param>
public sealed record WireCrop(Guid Id, string Crop, int? Area, DateOnly? SownOn);

/// <summary>relay.posted, relay.undo, relay.handover.</summary>
/// <param name="ProofId">relay.posted: id of a picture that follows by <c>PUT /api/sync/media/{id}</c>.</param>
/// <param name="ToMemberId">relay.handover: somebody of the team; null leaves it to anybody.</param>
public sealed record PushRelay(Guid RelayId, Guid? ProofId = null, Guid? ToMemberId = null);

/// <summary>bulletin.told: a household was told a version at its door.</summary>
public sealed record PushTelling(Guid HouseholdId, Guid BulletinId);

/// <summary>notice.answer: what a household did about a warning; the last word about the matter holds.</summary>
/// <param name="BulletinId">The version, as <c>WireAsked</c> names it.</param>
/// <param name="Acted">closed, stored, both, notYet.</param>
/// <param name="Way">door, or group: read in the community group.</param>
public sealed record PushAnswer(Guid HouseholdId, Guid BulletinId, string Acted, string Way);

/// <summary>contact.group: the household reads a community group, or no longer does. contact.optout: it wants no messages, or wants them again.</summary>
/// <param name="Channel">contact.optout: all, sms or zalo.</param>
/// <param name="Off">contact.group: no longer; contact.optout: taken back.</param>
public sealed record PushContact(Guid HouseholdId, Guid? GroupId = null, string? Channel = null, bool Off = false);

/// <summary>household.crops: one crop of a household, new or as it is now; the phone mints its id.</summary>
/// <param name="Ended">It no longer grows there.</param>
public sealed record PushCrop(Guid Id, Guid HouseholdId, string Crop, int? Area = null, DateOnly? SownOn = null, bool Ended = false);

/// <summary>help.add: a request heard at a door; help.answer, help.close: what was said, on closing optional.</summary>
/// <param name="Id">Of the request.</param>
/// <param name="HouseholdId">help.add: whose it is; null when the household is not in the register.</param>
public sealed record PushHelp(Guid Id, string? Text = null, Guid? HouseholdId = null, string? Name = null, string? Phone = null, string? Language = null);

/// <summary>How much of an upload has arrived; the phone goes on from there.</summary>
public sealed record MediaReceived(long Received, bool Complete);
