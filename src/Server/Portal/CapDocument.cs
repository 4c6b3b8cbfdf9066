namespace TungNgo.Portal;

/// <summary>
/// A signed alert as it went out for the first time. Whoever asks again gets the same bytes, whatever became of units, words and keys since: an identifier
/// and a time stand for one message (CAP 1.2 §3.2.1).
/// </summary>
internal sealed class CapDocument
{
    public Guid BulletinId { get; init; }

    /// <summary>Of the version; <see cref="Withdrawn"/> for the word that the bulletin no longer holds.</summary>
    public int Number { get; init; }
    public required byte[] Content { get; init; }
    public DateTime At { get; init; }

    public const int Withdrawn = 0;
}
