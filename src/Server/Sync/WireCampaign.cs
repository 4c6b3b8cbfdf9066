namespace TungNgo.Sync;

// What teams take along on the days of a campaign. Small, so it comes whole or not at all.

/// <param name="Teams">Those of the phone's teams that take part.</param>
/// <param name="Talk">How one begins at the door, by language; <c>Points</c>: what is to be said there, one after the other.</param>
public sealed record WireCampaign(
    Guid Id, string Name, DateOnly From, DateOnly To, Guid[] Teams, Dictionary<string, string> Talk, Dictionary<string, string>[] Points, WireMaterial[] Material);

/// <param name="Kind">guide (of a service or skill) or bulletin.</param>
/// <param name="Id">Of the service, or of the bulletin's version.</param>
/// <param name="Link">Of a bulletin's public page, for phones that the bulletin itself does not come to.</param>
public sealed record WireMaterial(string Kind, Guid Id, Dictionary<string, string> Title, string? Link = null);
