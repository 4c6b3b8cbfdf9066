namespace TungNgo.Simulators.Zalo;

/// <summary>/v2.0/oa/upload/*: multipart, with Zalo's limits.</summary>
internal static class ZaloUploadsApi
{
    private const int MostAMonth = 5000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "image", 1 << 20, "attachment_id", "image/jpeg", "image/png");
        Map(routes, "gif", 5 << 20, "attachment_id", "image/gif");
        Map(routes, "file", 5 << 20, "token", "application/pdf", "application/msword", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/csv");
    }

    private static void Map(IEndpointRouteBuilder routes, string kind, int most, string field, params string[] types) =>
        routes.MapPost("/v2.0/oa/upload/" + kind, async (HttpContext http) =>
        {
            var file = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync()).Files.GetFile("file") : null;
            return ZaloWire.Handle(http, default, call =>
            {
                if (file is null || !types.Contains(file.ContentType))
                {
                    return -201;
                }

                if (file.Length > most)
                {
                    return -210;
                }

                var month = ZaloWorld.Local(call.Now);
                if (call.Oa.Uploads.Values.Count(upload => ZaloWorld.Local(upload.At) is var at && (at.Year, at.Month) == (month.Year, month.Month)) >= MostAMonth)
                {
                    return -211;
                }

                var id = call.Oa.NextId(kind);
                call.Oa.Uploads[id] = new ZaloUpload(id, kind, (int)file.Length, call.Now);
                return ZaloAnswer.Ok(new Dictionary<string, string> { [field] = id });
            }, business: false);
        }).DisableAntiforgery();
}
