using TungNgo.Services;
using TungNgo.Teams.Phones;
using TungNgo.Visits;

namespace TungNgo.Sync;

// The wire of the members' phones. Names are the mission's words; ids are UUIDv7 minted by whoever creates the thing.
// Pull sends whole objects ("this is how it is now"), never patches: the phone replaces by id, so a repeated or reordered
// answer leaves the same state.

/// <summary>
/// Answer to <c>GET /api/sync/pull?after=n&amp;have=hamlet,hamlet&amp;epoch=id</c>. Hamlets of the slice that are not in <c>have</c> come whole;
/// those in <c>have</c> bring what changed after n. While <see cref="More"/>, ask again with the new UpTo and the grown have.
/// </summary>
/// <param name="Epoch">
/// Which history the numbers count. A restored backup begins another one: a phone that asked with the old epoch is answered from the beginning
/// (after and have are not looked at), replaces all that it holds with what comes, and sends again what it had sent.
/// </param>
/// <param name="UpTo">Change number to send as <c>after</c> next time.</param>
/// <param name="LeftHamlets">Hamlets in <c>have</c> that no longer belong to this phone: drop their doors, keep unsent work.</param>
/// <param name="Services">Null when unchanged since <c>after</c>. Guides' texts come from <c>GET /api/sync/guides</c>.</param>
/// <param name="Left">Ids of households that moved out of the slice or were removed.</param>
/// <param name="Water">The stations that speak for the phone's hamlets, all of them; null when nothing of them changed since <c>after</c>.</param>
/// <param name="Walks">Open walks of the phone's teams, all of them; null when nothing of them changed since <c>after</c>.</param>
/// <param name="Training">The classes of the phone's members, all of them; null when nothing of them changed since <c>after</c>.</param>
/// <param name="Gatherings">Those to come and the latest ones in the phone's hamlets, all of them; null when nothing of them changed since <c>after</c>.</param>
/// <param name="Lessons">The shipped lessons of two minutes, all of them; null when they are as they were.</param>
/// <param name="Answers">The list of answers that the phone's teams may use, all of it; null when nothing of it changed since <c>after</c>.</param>
/// <param name="Stock">What the phone's teams have to hand out; null when nothing of it changed since <c>after</c>.</param>
/// <param name="Campaigns">Campaigns that the phone's teams go out for now or later, all of them; null when nothing of them changed since <c>after</c>.</param>
/// <param name="News">What the teams pass on and answer, whole; null when nothing of it changed since <c>after</c>.</param>
public sealed record PullResponse(
    long UpTo, bool More, DateTime ServerTime,
    WireMember[]? Members, WireTeam[]? Teams, WireHamlet[]? Hamlets, Guid[] LeftHamlets,
    WireService[]? Services, long GuidesVersion,
    WireHousehold[] Households, Guid[] Left, WireLaneTaking[] LaneTakings, WireNews? News = null, Guid? Epoch = null,
    WireWater[]? Water = null, WireWalk[]? Walks = null, WireTraining? Training = null, WireGathering[]? Gatherings = null,
    WireLesson[]? Lessons = null, WireKnownAnswer[]? Answers = null, WireStock? Stock = null,
    WireCampaign[]? Campaigns = null);

public sealed record WireTeam(Guid Id, string Name, Guid[] HamletIds, WireTeamMember[] Members);

public sealed record WireTeamMember(Guid Id, string Name, string Role, string? Phone, string[] Languages);

/// <param name="Name">With its kind: "Ấp Trường Thành B". <c>Under</c> is the commune, with its kind.</param>
/// <param name="KhmerShare">0–1 from the area's statistics, null when unknown.</param>
public sealed record WireHamlet(Guid Id, string Name, string Under, WireLane[] Lanes, double? KhmerShare);

/// <param name="Order">Walking order of the lane in its hamlet.</param>
public sealed record WireLane(Guid Id, string Name, int Order);

/// <param name="Kind">service or skill.</param>
/// <param name="Subject">person (one stage per person) or household (one stage per household; all skills are).</param>
/// <param name="Name">Language (vi, km, en) → text.</param>
/// <param name="Icon">Name of a Tabler icon.</param>
public sealed record WireService(
    Guid Id, string Code, string Kind, string Subject, Dictionary<string, string> Name, Dictionary<string, string> Short,
    string Icon, int Order, bool Active, WireBlocker[] Blockers);

public sealed record WireBlocker(string Code, Dictionary<string, string> Name);

/// <summary>All guides newer than the version the phone has; <c>GET /api/sync/guides?after=version</c>.</summary>
public sealed record GuidesResponse(long Version, WireGuide[] Guides);

/// <param name="Steps">Steps in order. Picture is an inline SVG from the catalogue, already sanitised.</param>
public sealed record WireGuide(Guid ServiceId, string Language, string Title, bool NeedsReview, WireGuideStep[] Steps);

public sealed record WireGuideStep(string Text, string? Picture);

/// <param name="Code">The register's code of the household in its hamlet, printed on cards; null until the office gives one.</param>
/// <param name="Door">House number as written. <c>Landmark</c>: "gần chùa".</param>
/// <param name="Point">[latitude, longitude], or null.</param>
/// <param name="Language">vi, km, hoa, vi+km … as codes joined by "+", null when unknown.</param>
/// <param name="Standings">Of the household itself: service id → [stage 0–4, day of the visit as days since 1970, blocker or null].</param>
/// <param name="Visits">The newest few visits, newest first.</param>
/// <param name="Version">Grows with each server-side change of this household or its people.</param>
/// <param name="Groups">Community groups it reads. <c>Crops</c>: what grows there now. <c>OptOuts</c>: all, sms, zalo: what it does not want. Null is none.</param>
/// <param name="Seasons">Its accounts of seasons, newest first, while it agrees to their being kept; null is none.</param>
/// <param name="Clashes">Fields that two people changed without having seen the other's, until the office has chosen; null is none.</param>
public sealed record WireHousehold(
    Guid Id, Guid HamletId, Guid? LaneId, string? Code, string Head, string? Door, string? Landmark, double[]? Point,
    string? Language, string? Phone, int? Size, int? Smartphones, int Order, WirePerson[] People, WireStanding[] Standings,
    WireVisit[] Visits, WireConsent[] Consents, long Version, Guid[]? Groups = null, WireCrop[]? Crops = null, string[]? OptOuts = null,
    WireSeason[]? Seasons = null, WireClash[]? Clashes = null);

/// <param name="PersonId">Null when it is a field of the household itself.</param>
/// <param name="Field">As edits name it.</param>
/// <param name="Kept">The value that stands, and who wrote it.</param>
/// <param name="Other">The value that gave way, and who wrote that.</param>
public sealed record WireClash(Guid? PersonId, string Field, string? Kept, string KeptBy, string? Other, string OtherBy, DateTime At);

/// <param name="Relation">head, spouse, child, parent, grandchild, other, or null.</param>
/// <param name="Sex">m, f or null.</param>
public sealed record WirePerson(Guid Id, string Name, int? BirthYear, string? Sex, string? Phone, string? Relation, WireStanding[] Standings);

/// <param name="Stage">0 none, 1 introduced, 2 installed, 3 working, 4 independent.</param>
/// <param name="Day">Days since 1970-01-01.</param>
public sealed record WireStanding(Guid ServiceId, Stage Stage, int Day, string? Blocker);

/// <param name="Outcome">met, away, refused, moved, appointment.</param>
/// <param name="Language">In which it was spoken; null is vi.</param>
/// <param name="Activities">What was done, for visits young enough to be corrected with it; null when it is not sent: a correction then leaves it as it was.</param>
public sealed record WireVisit(
    Guid Id, DateTime At, Guid? MemberId, string? By, Outcome Outcome, DateOnly? NextDate, TimeOnly? NextTime, string? Note,
    string? Language = null, PushActivity[]? Activities = null);

/// <param name="Purpose">store (keep the household's data), contact (phone and Zalo), photo, season (its accounts of seasons).</param>
/// <param name="Method">spoken, signed, recorded.</param>
public sealed record WireConsent(Guid Id, string Purpose, string Method, string Language, DateTime At, DateTime? WithdrawnAt);

/// <summary>Who has taken which lane today, so that no door is knocked on twice.</summary>
public sealed record WireLaneTaking(Guid LaneId, DateOnly Day, Guid MemberId, string By);

/// <summary>A batch of what was done on the phone, oldest first. Repeating a batch is harmless.</summary>
public sealed record PushRequest(Mutation[] Mutations);

/// <summary>One thing done on the phone. <c>Kind</c> says which one of the bodies is set.</summary>
/// <param name="Id">Client-minted UUIDv7: the key of idempotency.</param>
/// <param name="Kind">visit, household.add, household.edit, person.add, person.edit, consent.give, consent.withdraw, lane.take, lane.leave,
/// household.crops, relay.posted, relay.undo, relay.handover, bulletin.told, contact.group, contact.optout, help.add, help.answer, help.close, water.reading, notice.answer, season.keep,
/// walk.take, walk.handover, walk.postpone, gathering.plan, gathering.edit, gathering.off, gathering.count, gathering.book, gathering.unbook, class.come, class.test,
/// class.rate, lesson.read, work.check, work.object, question.ask, stock.out, stock.lend, stock.return, stock.undo.</param>
/// <param name="MemberId">Which of the phone's members did it.</param>
/// <param name="At">When it was done, UTC, by the phone's clock put right by <paramref name="Skew"/>.</param>
/// <param name="Skew">Seconds by which the phone has put its own clock right, as it knew the difference from the server's last answer; null when it knew none.</param>
public sealed record Mutation(
    Guid Id, string Kind, Guid MemberId, DateTime At,
    PushVisit? Visit = null, PushHousehold? Household = null, PushPerson? Person = null, PushConsent? Consent = null, PushLane? Lane = null,
    PushCrop? Crop = null, PushRelay? Relay = null, PushTelling? Telling = null, PushContact? Contact = null, PushHelp? Help = null, int? Skew = null,
    PushReading? Reading = null, PushAnswer? Answer = null, PushSeason? Season = null, PushWalk? Walk = null,
    PushComing? Coming = null, PushTest? Test = null, PushWork? Work = null, PushGathering? Gathering = null, PushBooking? Booking = null,
    PushRating? Rating = null, PushLesson? Lesson = null, PushQuestion? Question = null, PushStock? Stock = null)
{
    /// <summary>The household it is about, null when it is about none.</summary>
    internal Guid? AboutHousehold() =>
        Visit?.HouseholdId ?? Household?.Id ?? Person?.HouseholdId ?? Consent?.HouseholdId ?? Crop?.HouseholdId ?? Telling?.HouseholdId ?? Contact?.HouseholdId ?? Help?.HouseholdId
        ?? Answer?.HouseholdId ?? Season?.HouseholdId ?? Booking?.HouseholdId ?? Stock?.HouseholdId;
}

/// <param name="Supersedes">A correction is a new visit that replaces an older one; nothing is overwritten. It keeps the instant, the place and the team of the old one.</param>
/// <param name="Seconds">How long it took, or null.</param>
/// <param name="GatheringId">Of those who came to a gathering: where; their standings move, and it is no visit. A correction keeps it; another outcome than met takes them out.</param>
/// <param name="Came">How many of the household came there; null is as many as have done something, or one.</param>
/// <param name="Fields">Of a correction: what it changes (outcome, language, activities, nextDate, nextTime, note, came); all else stays as the old visit said. Null changes all.</param>
public sealed record PushVisit(
    Guid HouseholdId, Outcome Outcome, string Language, PushActivity[] Activities, DateOnly? NextDate = null, TimeOnly? NextTime = null,
    string? Note = null, Guid? Supersedes = null, int? Seconds = null, string[]? Fields = null, Guid? GatheringId = null, int? Came = null);

/// <param name="PersonId">Null for services and skills whose subject is the household.</param>
public sealed record PushActivity(Guid ServiceId, Stage Stage, Guid? PersonId = null, string? Blocker = null);

/// <summary>household.add: all fields that are known; household.edit: only the fields that change, named in <c>Fields</c> (camelCase).</summary>
/// <param name="Version">Of an edit: the household's version that the phone showed, by which somebody else's change since is seen.</param>
public sealed record PushHousehold(
    Guid Id, Guid? HamletId = null, Guid? LaneId = null, string? Head = null, string? Door = null, string? Landmark = null, double[]? Point = null,
    string? Language = null, string? Phone = null, int? Size = null, int? Smartphones = null, string[]? Fields = null, long? Version = null);

/// <param name="Version">Of an edit: the household's version that the phone showed.</param>
/// <param name="Gone">Has left the household, by death or by moving out. <paramref name="Back"/>: is there again, or was there all along.</param>
public sealed record PushPerson(
    Guid Id, Guid HouseholdId, string? Name = null, int? BirthYear = null, string? Sex = null, string? Phone = null, string? Relation = null,
    bool Gone = false, string[]? Fields = null, long? Version = null, bool Back = false);

/// <summary>consent.give: a new consent; consent.withdraw: <c>Id</c> of the consent that ends.</summary>
public sealed record PushConsent(Guid Id, Guid HouseholdId, string Purpose, string Method, string Language);

public sealed record PushLane(Guid LaneId, DateOnly Day);

public sealed record PushResponse(PushResult[] Results, long UpTo, DateTime ServerTime);

/// <param name="Result">
/// applied, alreadyApplied, superseded (kept, but something came before it: the member is told), refused. The phone drops an item only
/// after one of these; refused ones stay visible.
/// </param>
/// <param name="Code">Error code of the catalogue when refused or superseded; <c>Reason</c> is its sentence in the phone's language (Accept-Language).</param>
public sealed record PushResult(Guid Id, string Result, string? Code = null, string? Reason = null);
