namespace TungNgo.Water.Thresholds;

/// <summary>A part of a crop's life, in days since sowing (both inclusive).</summary>
public sealed record CropStage(string Crop, string Code, int From, int To);

/// <summary>When a season is sown in most places, as days of the year; what a household's crop is taken for when nobody wrote down its sowing date.</summary>
/// <param name="From">Month and day; the season may run over New Year.</param>
public sealed record Season(string Crop, string Code, (int Month, int Day) From, (int Month, int Day) To);

/// <summary>
/// Stages of rice of 95 to 110 days, the varieties of the province, and its seasons by the weekly bulletins of the crop protection office. Where the sowing
/// date is known the stage follows from it; else every stage in which the season's fields can be is warned, rather one too many than one too few.
/// </summary>
public static class CropStages
{
    public static readonly IReadOnlyList<CropStage> All =
    [
        new("rice", "seedling", 0, 21), new("rice", "tillering", 22, 40), new("rice", "panicle", 41, 65), new("rice", "flowering", 66, 80), new("rice", "ripening", 81, 115),
    ];

    public static readonly IReadOnlyList<Season> Seasons =
    [
        new("rice", "winter-spring", (10, 1), (12, 31)), new("rice", "late-winter-spring", (1, 1), (2, 28)), new("rice", "summer-autumn", (3, 15), (6, 30)),
        new("rice", "autumn-winter", (7, 1), (9, 30)),
    ];

    public static CropStage? Find(string crop, string code) => All.FirstOrDefault(s => s.Crop == crop && s.Code == code);

    /// <summary>The stage of a crop sown on a day; null before it, after harvest, and for crops without stages.</summary>
    public static CropStage? On(string crop, DateOnly sown, DateOnly day) => All.FirstOrDefault(s => s.Crop == crop && day.DayNumber - sown.DayNumber is var age && age >= s.From && age <= s.To);

    /// <summary>Whether a crop whose sowing date nobody knows may be in a stage, by the season's calendar.</summary>
    public static bool MayBe(CropStage stage, DateOnly day) =>
        Seasons.Where(s => s.Crop == stage.Crop).Any(season => Enumerable.Range(stage.From, stage.To - stage.From + 1).Any(age => IsIn(season, day.AddDays(-age))));

    private static bool IsIn(Season season, DateOnly day) => (day.Month, day.Day).CompareTo(season.From) >= 0 && (day.Month, day.Day).CompareTo(season.To) <= 0;
}
