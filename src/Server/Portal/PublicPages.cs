using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Net.Http.Headers;
using TungNgo.Portal.Hamlets;
using TungNgo.Web;

namespace TungNgo.Portal;

/// <summary>
/// Draws the pages that anybody may read. They know no caller and set no cookie: what is drawn depends on the address, the language and the
/// content alone, so a page is drawn once and then answered from memory, or with "not changed", until something is committed.
/// </summary>
internal sealed class PublicPages(PublicMemory memory, IServiceProvider services, ILoggerFactory logs)
{
    private static readonly string[] Read = [PublicLanguage.Key, "chon", "q", "ap", HamletPage.BecameKey];
    private const string Html = "text/html; charset=utf-8";

    /// <summary>A page of content: kept in memory and by browsers, which ask each time whether it is still right.</summary>
    /// <param name="read">What the page shows; asked only when the page is not in memory. Null when there is no such thing.</param>
    public async Task<IResult> ShowAsync<T>(HttpContext http, Func<Task<Dictionary<string, object?>?>> read) where T : IComponent =>
        await SendAsync(http, async () => await read() is { } parameters ? new(await DrawAsync<T>(parameters), Html) : null);

    public Task<IResult> ShowAsync<T>(HttpContext http) where T : IComponent => ShowAsync<T>(http, () => Task.FromResult<Dictionary<string, object?>?>([]));

    /// <summary>What somebody has just sent or may see alone: never kept.</summary>
    public async Task<IResult> ShowOnceAsync<T>(HttpContext http, Dictionary<string, object?> parameters, int status = 200) where T : IComponent
    {
        PublicLanguage.Choose(http);
        http.Response.Headers.CacheControl = "private, no-store";
        return new WithStatus(Results.Bytes(await DrawAsync<T>(parameters), Html), status);
    }

    /// <summary>A feed or document, kept as pages are.</summary>
    public async Task<IResult> SendAsync(HttpContext http, Func<Task<Answer?>> make)
    {
        PublicLanguage.Choose(http);
        var request = http.Request;
        // Of the query only what pages read: with anything else a stranger could have every page drawn anew and fill the memory.
        var asked = string.Join('&', Read.Where(request.Query.ContainsKey).Select(name => $"{name}={request.Query[name]}"));
        var answer = await memory.GetAsync($"{http.Texts().Language} {request.Path}?{asked}", make);
        if (answer is null)
        {
            return await NotFoundAsync(http);
        }

        http.Response.Headers.CacheControl = "public, no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptLanguage;
        return Results.Bytes(answer.Body, answer.ContentType, entityTag: new EntityTagHeaderValue($"\"{answer.Tag}\"", isWeak: true));
    }

    public Task<IResult> NotFoundAsync(HttpContext http) => ShowOnceAsync<NotFoundPage>(http, [], 404);

    private async Task<byte[]> DrawAsync<T>(Dictionary<string, object?> parameters) where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Encoding.UTF8.GetBytes(html);
    }

    private sealed class WithStatus(IResult inner, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            return inner.ExecuteAsync(httpContext);
        }
    }
}

/// <summary>Something that was drawn or written once and is the same for everybody.</summary>
internal sealed record Answer(byte[] Body, string ContentType)
{
    public string Tag { get; } = Convert.ToHexStringLower(SHA256.HashData(Body))[..24];
}
