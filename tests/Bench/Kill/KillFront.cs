using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace TungNgo.Bench;

/// <summary>Stands before the nodes as a proxy does: what providers and people say goes to whichever of them answers.</summary>
internal static class KillFront
{
    private static readonly string[] Carried = ["X-ZEvent", "X-Forwarded-For"];

    /// <param name="port">Of the address that the nodes call theirs.</param>
    /// <param name="nodes">Those that are up.</param>
    /// <param name="accepted">Hears the body of each provider's call that a node answered well.</param>
    public static async Task<WebApplication> StartAsync(int port, Func<IEnumerable<Uri>> nodes, Action<byte[]> accepted)
    {
        var app = WebApplication.CreateSlimBuilder(["--urls", $"http://127.0.0.1:{port}", "--Logging:LogLevel:Default=Warning"]).Build();
        var straight = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
        var http = new HttpClient(straight) { Timeout = TimeSpan.FromSeconds(10) };
        app.Lifetime.ApplicationStopped.Register(http.Dispose);
        app.Map("/{**rest}", async context =>
        {
            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer);
            var body = buffer.ToArray();
            foreach (var node in nodes())
            {
                try
                {
                    using var request = Copy(context.Request, node, body);
                    using var answer = await http.SendAsync(request);
                    context.Response.StatusCode = (int)answer.StatusCode;
                    if (answer.IsSuccessStatusCode && context.Request.Path.StartsWithSegments("/hooks", StringComparison.Ordinal))
                    {
                        accepted(body);
                    }

                    return;
                }
                catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
                {
                    // The next one then.
                }
            }

            context.Response.StatusCode = StatusCodes.Status502BadGateway;
        });
        await app.StartAsync();
        return app;
    }

    private static HttpRequestMessage Copy(HttpRequest asked, Uri node, byte[] body)
    {
        var request = new HttpRequestMessage(new HttpMethod(asked.Method), new Uri(node, asked.GetEncodedPathAndQuery()));
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        }

        foreach (var header in asked.Headers.Where(h => Carried.Any(c => h.Key.StartsWith(c, StringComparison.OrdinalIgnoreCase))))
        {
            request.Headers.Add(header.Key, header.Value.ToString());
        }

        return request;
    }
}
