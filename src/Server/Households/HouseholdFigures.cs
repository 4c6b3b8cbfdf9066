namespace TungNgo.Households;

/// <summary>Which stocks of the live figures a household counts in.</summary>
internal static class HouseholdFigures
{
    /// <summary>A household where Khmer is spoken, alone or beside another language.</summary>
    public static bool IsKhmer(Household household) => household.Language?.Split('+').Contains("km") == true;
}
