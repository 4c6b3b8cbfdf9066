using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TungNgo.Simulators.Zalo;

/// <summary>A call that has passed the gate: whose it is, what it says, and when.</summary>
internal sealed record ZaloCall(ZaloOa Oa, JsonElement Body, DateTimeOffset Now, HttpContext Http)
{
    public string Query(string name) => Http.Request.Query[name].ToString();

    public int QueryInt(string name, int otherwise) => int.TryParse(Query(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}

/// <summary>Data of a success, or an error number. Both travel with HTTP 200.</summary>
internal readonly record struct ZaloAnswer(int Error, object? Data)
{
    public static ZaloAnswer Ok(object? data = null) => new(0, data);

    public static implicit operator ZaloAnswer(int error) => new(error, null);
}

/// <summary>How Zalo's doors work: token in a header, errors in the body, a rolling limit for the OA interface.</summary>
internal static class ZaloWire
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IResult Say(ZaloAnswer answer) => answer.Error == 0
        ? Results.Json(new { data = answer.Data, error = 0, message = "Success" }, Json)
        : Results.Json(new { error = answer.Error, message = $"Simulated error {answer.Error}" }, Json);

    public static IResult Refuse(string code) => Say(int.Parse(code, CultureInfo.InvariantCulture));

    /// <param name="routes">Behind the fault filter.</param>
    /// <param name="path">As Zalo has it.</param>
    /// <param name="handle">Runs under the account's lock.</param>
    /// <param name="business">The template interface: own error numbers, outside the limit per minute.</param>
    public static void Post(this IEndpointRouteBuilder routes, string path, Func<ZaloCall, ZaloAnswer> handle, bool business = false) =>
        routes.MapPost(path, async (HttpContext http) =>
        {
            JsonElement body;
            try
            {
                body = http.Request.HasJsonContentType() ? await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body) : default;
            }
            catch (JsonException)
            {
                return Say(-201);
            }

            return Handle(http, body, handle, business);
        });

    public static void Get(this IEndpointRouteBuilder routes, string path, Func<ZaloCall, ZaloAnswer> handle, bool business = false) =>
        routes.MapGet(path, (HttpContext http) =>
        {
            var data = http.Request.Query["data"].ToString();
            try
            {
                return Handle(http, data.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(data) : default, handle, business);
            }
            catch (JsonException)
            {
                return Say(-201);
            }
        });

    public static IResult Handle(HttpContext http, JsonElement body, Func<ZaloCall, ZaloAnswer> handle, bool business)
    {
        var world = http.RequestServices.GetRequiredService<ZaloWorld>();
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var token = http.Request.Headers["access_token"].ToString();
        var oa = world.Oa;
        ZaloAnswer answer;
        lock (oa.Gate)
        {
            var refusal = oa.Keys.Check(now, token.Length > 0 ? token : null);
            if (refusal != 0)
            {
                answer = business ? -124 : refusal;
            }
            else if (!business && !Take(oa, now, http))
            {
                answer = -32;
            }
            else
            {
                try
                {
                    answer = handle(new ZaloCall(oa, body, now, http));
                }
                catch (Exception malformed) when (malformed is KeyNotFoundException or InvalidOperationException or FormatException)
                {
                    answer = -201;
                }
            }

            oa.Answers[answer.Error] = oa.Answers.GetValueOrDefault(answer.Error) + 1;
        }

        return Say(answer);
    }

    public static string Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    public static string? Str(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Take(ZaloOa oa, DateTimeOffset now, HttpContext http)
    {
        var taken = oa.Rate.TryTake(now, out var left);
        http.Response.Headers["X-RateLimit-Limit"] = oa.Rate.Most.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-RateLimit-Remain"] = left.ToString(CultureInfo.InvariantCulture);
        return taken;
    }
}
