using TungNgo.Data;
using TungNgo.Gateways.Cap;

namespace TungNgo.Water.Authorities;

/// <summary>An entry with its alert, as far as there is one.</summary>
/// <param name="Alert">Null for an entry without CAP, and for one that could not be read.</param>
/// <param name="Wrong">What is wrong with its CAP document, in the reader's words.</param>
internal sealed record LookedAt(AuthorityEntry Entry, CapAlert? Alert, string? Wrong)
{
    public bool IsReadable => Wrong is null;

    public string Title => FreeText.CleanCovered(
        Alert?.Infos.OrderBy(i => AlertWords.LanguageOf(i) == "vi" ? 0 : 1).Select(i => i.Headline is { Length: > 0 } headline ? headline : i.Event).FirstOrDefault() ?? Entry.Title,
        160) ?? "";

    public string? Link => (Entry.Cap ?? Entry.Page)?.AbsoluteUri is { } link && !FreeText.HoldsCitizenNumber(link) ? link : null;
}

/// <summary>What a look at a source brought.</summary>
/// <param name="Missing">Alerts that are named and could not be had this time.</param>
/// <param name="More">There is more than one look takes.</param>
/// <param name="Feed">As it was fetched: whether there was a trouble, and what it calls its state.</param>
internal sealed record Look(Fetched Feed, IReadOnlyList<LookedAt> Entries, int Missing = 0, bool More = false);

/// <summary>Fetches a feed and the alerts that it names. It writes nothing.</summary>
internal sealed class AuthorityLook(AuthorityHttp http)
{
    /// <summary>Entries of one look: a feed that pours is emptied look by look.</summary>
    public const int MostNew = 40;

    /// <param name="isSeen">Whether an entry, by its key, has been dealt with.</param>
    public async Task<Look> LookAsync(Uri address, string? etag, DateTime? since, Func<string, bool> isSeen, int most, CancellationToken ct)
    {
        var feed = await http.GetAsync(address, etag, since, ct);
        if (feed.Body is null)
        {
            return new(feed, []);
        }

        if (AuthorityFeed.Read(feed.Body, feed.At) is not { } entries)
        {
            return new(feed with { Body = null, Trouble = SourceTrouble.NotFeed }, []);
        }

        var fresh = entries.DistinctBy(e => e.Key).Where(e => !isSeen(e.Key)).ToList();
        var (read, missing) = (new List<LookedAt>(), 0);
        foreach (var entry in fresh.Take(most))
        {
            try
            {
                if (await ReadAsync(entry, ct) is { } looked)
                {
                    read.Add(looked);
                    continue;
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested && read.Count > 0)
            {
                // The time of this look is up: what has been read is not lost.
                return new(feed, read, missing, More: true);
            }

            missing++;
        }

        return new(feed, read, missing, fresh.Count > most);
    }

    /// <returns>Null when its document could not be had.</returns>
    private async Task<LookedAt?> ReadAsync(AuthorityEntry entry, CancellationToken ct)
    {
        var document = entry.Document;
        if (document is null && entry.Cap is { } address)
        {
            var fetched = await http.GetAsync(address, null, null, ct);
            if (fetched.Body is null)
            {
                return entry.IsCap ? null : new(entry, null, null);
            }

            document = fetched.Body;
        }

        if (document is null)
        {
            return new(entry, null, null);
        }

        try
        {
            var alert = CapReader.Read(document);
            return alert.Sent.Year is > 2000 and < 2100 ? new(entry, alert, null) : new(entry, null, $"sent: {alert.Sent:O}");
        }
        catch (CapException wrong)
        {
            // A page that only looked like an alert by its address is a page.
            return !entry.IsCap && wrong.Problems is [{ Fault: CapFault.NotCap or CapFault.NotXml }] ? new(entry, null, null)
                : new(entry, null, FreeText.CleanCovered(string.Join("; ", wrong.Problems.Take(3)), 300) ?? "?");
        }
    }
}
