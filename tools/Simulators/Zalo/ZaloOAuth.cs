namespace TungNgo.Simulators.Zalo;

/// <summary>oauth.zaloapp.com: codes and tokens for pairs.</summary>
internal static class ZaloOAuth
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v4/oa/access_token", async (HttpContext http, ZaloWorld world, TimeProvider clock) =>
    {
        var form = await http.Request.ReadFormAsync();
        var oa = world.Oa;
        lock (oa.Gate)
        {
            if (form["app_id"] != oa.AppId || http.Request.Headers["secret_key"] != oa.AppSecret)
            {
                return ZaloWire.Say(-14002);
            }

            var now = clock.GetUtcNow();
            var pair = form["grant_type"].ToString() switch
            {
                "authorization_code" => oa.Keys.ByCode(now, form["code"].ToString(), form["code_verifier"]),
                "refresh_token" => oa.Keys.ByRefresh(now, form["refresh_token"].ToString()),
                _ => null,
            };
            return pair is not var (access, refresh)
                ? ZaloWire.Say(ZaloKeys.DeadRefreshToken)
                : Results.Json(new { access_token = access, refresh_token = refresh, expires_in = "90000" });
        }
    });
}
