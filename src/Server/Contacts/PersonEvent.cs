namespace TungNgo.Contacts;

/// <summary>What a person did with an account of ours, as its provider told it.</summary>
/// <param name="Kind">What <paramref name="Address"/> is.</param>
/// <param name="At">UTC; events come late and out of order.</param>
internal abstract record PersonEvent(ContactKind Kind, string Address, DateTime At)
{
    internal sealed record Followed(ContactKind Kind, string Address, DateTime At) : PersonEvent(Kind, Address, At);

    internal sealed record Left(ContactKind Kind, string Address, DateTime At) : PersonEvent(Kind, Address, At);

    /// <param name="Phone">As written; null when the form held none.</param>
    internal sealed record GaveInfo(ContactKind Kind, string Address, DateTime At, string? Phone) : PersonEvent(Kind, Address, At);

    /// <param name="Key">The same for every delivery of the same message.</param>
    /// <param name="SoundUrl">Where the provider keeps what was recorded, for a while.</param>
    internal sealed record Said(ContactKind Kind, string Address, DateTime At, string Key, string? Text, string? SoundUrl = null, double? Latitude = null, double? Longitude = null)
        : PersonEvent(Kind, Address, At);
}
