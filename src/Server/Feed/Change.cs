namespace TungNgo.Feed;

public enum ChangeKind
{
    Area = 1, Lane = 2, Statistics = 3, Boundary = 4,
    Team = 10, Member = 11, ZaloGroup = 12,
    Household = 20, Person = 21, Consent = 22, HouseholdLeft = 23,
    Visit = 30, LaneTaking = 31,
    Service = 40, Guide = 41,
    Account = 50, Device = 51,
    Figures = 60, FigureCheck = 61, Import = 70,
    Bulletin = 80, BulletinSettings = 81, Channel = 82, Sending = 83, Relay = 84, Telling = 85, Contact = 86,
    Help = 90, KnownAnswer = 91,
    Station = 100, Reading = 101, Threshold = 102, WaterEvent = 103,
    Authority = 110, WaterForm = 111,
    Indicator = 120, Report = 121, Target = 122, Table = 123, Mail = 124,
    Document = 130, DocumentTemplate = 131,
    Province = 150,
    Campaign = 160, Walk = 161, Gathering = 162,

    /// <summary>Guests and ideas of a campaign: nothing that a phone holds.</summary>
    CampaignPart = 163,
    Training = 172, Lesson = 173,
    Badge = 170,
    WorkSheet = 171,
    Stock = 180,
    ApiKey = 140, ReceivingSystem = 141, Push = 142,
}

/// <summary>
/// One line of the feed that drives the phones' pull, the live figures, the audit trail and the open pages. Numbers come from one
/// counter row inside the writing transaction, so a later number never commits first and no reader can skip a change. Audit entries take
/// numbers of the same sequence.
/// </summary>
internal sealed class Change
{
    public long Number { get; init; }
    public ChangeKind Kind { get; init; }
    public Guid EntityId { get; init; }
    public Guid? HamletId { get; init; }
    public DateTime At { get; init; }
    public Guid? ActorId { get; init; }
    public Guid? DeviceId { get; init; }

    /// <summary>For Figures: the cell deltas of <see cref="HamletId"/>, so that other nodes need not read the cells again.</summary>
    public string? Data { get; init; }
}

/// <summary>The one row that numbers all changes.</summary>
internal sealed class FeedCounter
{
    public int Id { get; init; } = 1;
    public long Value { get; set; }

    /// <summary>Which history the numbers count: a restored backup begins another one, in which the same numbers mean other changes.</summary>
    public Guid Epoch { get; set; }
}
