using System.Net.Http.Headers;
using System.Text.Json;
using TungNgo.Gateways.Http;

namespace TungNgo.Gateways.Zalo;

/// <summary>Puts pictures and files at Zalo, from where messages refer to them. 5,000 a month; each is forgotten after seven days.</summary>
public sealed class ZaloUploads(ZaloClient zalo)
{
    public const int MostImageBytes = 1 << 20;
    public const int MostFileBytes = 5 << 20;

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>JPEG or PNG of at most 1 MB.</summary>
    /// <returns>The id for <see cref="Outgoing.PictureId"/>.</returns>
    public Task<Reply<string>> ImageAsync(byte[] bytes, CancellationToken ct) =>
        Starts(bytes, 0xFF, 0xD8, 0xFF) ? SendAsync("image", "picture.jpg", "image/jpeg", bytes, MostImageBytes, "attachment_id", ct)
        : Starts(bytes, 0x89, (byte)'P', (byte)'N', (byte)'G') ? SendAsync("image", "picture.png", "image/png", bytes, MostImageBytes, "attachment_id", ct)
        : Refused("picture-type");

    /// <summary>GIF of at most 5 MB.</summary>
    public Task<Reply<string>> GifAsync(byte[] bytes, CancellationToken ct) =>
        Starts(bytes, (byte)'G', (byte)'I', (byte)'F', (byte)'8')
            ? SendAsync("gif", "picture.gif", "image/gif", bytes, MostFileBytes, "attachment_id", ct)
            : Refused("picture-type");

    /// <summary>PDF, DOC, DOCX or CSV of at most 5 MB.</summary>
    /// <returns>The token that a message of type file refers to.</returns>
    public Task<Reply<string>> FileAsync(string name, byte[] bytes, CancellationToken ct) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".pdf" when Starts(bytes, (byte)'%', (byte)'P', (byte)'D', (byte)'F') => SendAsync("file", name, "application/pdf", bytes, MostFileBytes, "token", ct),
        ".doc" when Starts(bytes, 0xD0, 0xCF, 0x11, 0xE0) => SendAsync("file", name, "application/msword", bytes, MostFileBytes, "token", ct),
        ".docx" when Starts(bytes, (byte)'P', (byte)'K') =>
            SendAsync("file", name, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", bytes, MostFileBytes, "token", ct),
        ".csv" => SendAsync("file", name, "text/csv", bytes, MostFileBytes, "token", ct),
        _ => Refused("file-type"),
    };

    private async Task<Reply<string>> SendAsync(string kind, string name, string type, byte[] bytes, int most, string field, CancellationToken ct)
    {
        if (bytes.Length > most)
        {
            return await Refused("too-big");
        }

        var reply = await zalo.CallAsync(() =>
        {
            // Quoted, as browsers write it: not every reader of forms takes a bare name.
            var file = new ByteArrayContent(bytes)
            {
                Headers = { ContentType = new MediaTypeHeaderValue(type), ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"file\"", FileName = $"\"{name}\"" } },
            };
            return new HttpRequestMessage(HttpMethod.Post, new Uri(zalo.Addresses.Open, "/v2.0/oa/upload/" + kind))
            {
                Content = new MultipartFormDataContent { file },
            };
        }, ZaloErrors.Oa, ct);
        return reply.Read(data => data.Text(field));
    }

    private static bool Starts(byte[] bytes, params ReadOnlySpan<byte> magic) => bytes.AsSpan().StartsWith(magic);

    private static Task<Reply<string>> Refused(string code) => Task.FromResult(new Reply<string>(null, new Outcome.Failed(FailureScope.Message, code)));
}
