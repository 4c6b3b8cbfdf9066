namespace TungNgo.Gateways.Feeds;

/// <summary>A list of bulletins for feed readers and alert hubs.</summary>
/// <param name="Id">For ever the same, also when the host changes: a tag: or urn: address.</param>
/// <param name="Title">In the feed's language.</param>
/// <param name="Language">vi, km, en.</param>
/// <param name="Author">The authority that issues them.</param>
/// <param name="Self">Where this feed is.</param>
/// <param name="Page">The page for people.</param>
/// <param name="Updated">When the newest entry changed; of an empty feed, when it was made.</param>
public sealed record FeedContent(Uri Id, string Title, string Language, string Author, Uri Self, Uri Page, DateTimeOffset Updated, IReadOnlyList<FeedEntry> Entries);

/// <param name="Id">For ever the same; a correction keeps it and changes <paramref name="Updated"/>.</param>
/// <param name="Page">The bulletin's public page.</param>
/// <param name="Cap">Its CAP document, for bulletins that are warnings.</param>
/// <param name="Audio">A recording to listen to.</param>
public sealed record FeedEntry(Uri Id, string Title, string Summary, Uri Page, DateTimeOffset Published, DateTimeOffset Updated, string? Category = null, Uri? Cap = null, FeedFile? Audio = null);

/// <param name="Length">Bytes.</param>
public sealed record FeedFile(Uri Address, string MimeType, long Length);
