namespace TungNgo.Demo;

/// <summary>
/// What was published of the province in September 2024 and must hold exactly in the demo; everything else is invented. Tests read
/// these figures back from the pages and the API.
/// </summary>
internal static class KnownFigures
{
    /// <summary>The demo's "today" unless told otherwise: districts still exist, and the published figures are of these days.</summary>
    public static readonly DateOnly Day = new(2024, 9, 20);

    public const int Teams = 775;
    public const int Members = 5045;

    public const string LongPhu = "946";
    public const int LongPhuHamlets = 61;
    public const int LongPhuTeams = 73;
    public const int LongPhuHouseholds = 26_291;
    public const int LongPhuPeople = 93_360;

    /// <summary>People of the district who took part: 50.6 % of 93,360.</summary>
    public const int LongPhuReached = 47_240;

    /// <summary>Households of the district that notices reached through Zalo groups: 98 %.</summary>
    public const int LongPhuHouseholdsToldByZalo = 25_765;

    /// <summary>Of the province's people who belong to a minority: "over 35 %".</summary>
    public const double MinorityShare = 0.35;

    public const string TruongKhanh = "31654";
    public const int TruongKhanhTeams = 7;
    public const int TruongKhanhMembers = 49;
    public const int TruongKhanhGroups = 55;
    public const int TruongKhanhGroupMembers = 836;
    public const double TruongKhanhKhmerShare = 0.44;

    /// <summary>People of the commune whom the teams have guided with a public-service account: any stage from "introduced" up.</summary>
    public const int TruongKhanhPublicServiceAccounts = 8_326;

    /// <summary>By how many percent one household's cost of rice has changed; the others' are near it.</summary>
    public const int SeasonChange = -20;

    /// <summary>Town that is the seat of the district; see <see cref="DemoTeams"/> for its second team.</summary>
    public const string LongPhuTown = "31639";
}
