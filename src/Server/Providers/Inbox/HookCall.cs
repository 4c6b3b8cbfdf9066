using TungNgo.Web;

namespace TungNgo.Providers.Inbox;

/// <summary>A call to the address for receipts, as it came.</summary>
/// <param name="Query">With its question mark; empty when there is none.</param>
/// <param name="Body">Before anything parsed it: signatures count every byte.</param>
internal sealed record HookCall(string Query, byte[] Body, IHeaderDictionary Headers)
{
    private const int MostBytes = 256 * 1024;

    public string? Header(string name) => Headers[name];

    /// <exception cref="Refusal">Larger than any event.</exception>
    public static async Task<HookCall> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MostBytes)
        {
            throw new Refusal(Problems.BatchTooLarge);
        }

        using var body = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > MostBytes)
            {
                throw new Refusal(Problems.BatchTooLarge);
            }

            body.Write(buffer, 0, read);
        }

        return new(request.QueryString.Value ?? "", body.ToArray(), request.Headers);
    }
}

/// <summary>What is kept of a call.</summary>
/// <param name="Key">The same for every delivery of the same event.</param>
internal sealed record HookEvent(string Key, string Body);
