using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using TungNgo.Web;
using TungNgo.Sync.Pull;

namespace TungNgo.Sync;

/// <summary>Pictures and recordings, apart from the changes: they come in pieces and go on where a line broke.</summary>
internal static class MediaEndpoints
{
    public static void MapMedia(this IEndpointRouteBuilder sync)
    {
        sync.MapGet("/media/{id:guid}", FetchAsync).WithSummary("A card, a recording or a proof, whole or by range.");
        sync.MapPut("/media/{id:guid}", TakeAsync).WithSummary("The next piece of a picture of a relay's post or of a reading; the answer says how much has arrived.");
    }

    private static async Task<FileContentHttpResult> FetchAsync(HttpContext http, NewsReader news, Guid id, CancellationToken ct)
    {
        var file = await news.MediaAsync(http.Phone(), id, ct) ?? throw new Refusal(Problems.NotFound);
        return TypedResults.Bytes(file.Content, file.ContentType, enableRangeProcessing: true, lastModified: null, entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""));
    }

    /// <param name="from">Bytes that arrived before this piece. When the server has another number it takes nothing and says its own.</param>
    /// <param name="total">Size of the whole picture.</param>
    private static Task<MediaReceived> TakeAsync(
        HttpContext http, MediaUploads uploads, Guid id, [Range(0, int.MaxValue)] int from, [Range(1, int.MaxValue)] int total, CancellationToken ct) =>
        uploads.TakeAsync(http.Phone(), id, from, total, http.Request.Body, ct);
}
