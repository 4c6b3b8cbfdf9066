namespace TungNgo.Households;

/// <summary>Which stocks of the live figures a household counts in.</summary>
internal static class HouseholdFigures
{
    /// <summary>A household where Khmer is spoken, alone or beside another language.</summary>
    public static bool IsKhmer(Household household) => IsKhmer(household.Language);

    public static bool IsKhmer(string? language) => language?.Split('+').Contains("km") == true;
}
