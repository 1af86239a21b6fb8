vcl 4.1;

# Varnish in front of Kuajing: a cache that knows which locale a request means.
#
# A request that names no locale first asks /v1/negotiate which one its Accept-Language means, which is kept for each
# spelling of that header. Then it starts anew with the locale as the only language, so that Vary keeps one copy for each.

backend kuajing {
    .host = "127.0.0.1";
    .port = "8000";
}

sub vcl_recv {
    if (req.restarts == 0) {
        unset req.http.Kuajing-Address;
        if ((req.method == "GET" || req.method == "HEAD") && req.url !~ "[?&]locale=") {
            set req.http.Kuajing-Address = req.url;
            set req.url = "/v1/negotiate";
            set req.http.Kuajing-Method = req.method;
            set req.method = "GET";
        }
    }
}

sub vcl_hash {
    # While asking, the header itself is what is asked about.
    if (req.http.Kuajing-Address) {
        hash_data(req.http.Accept-Language);
    }
}

sub vcl_backend_fetch {
    if (bereq.http.Kuajing-Address) {
        unset bereq.http.Accept;
        unset bereq.http.If-None-Match;
    }
}

sub vcl_backend_response {
    if (bereq.http.Kuajing-Address) {
        if (beresp.status != 200) {
            return (abandon);
        }
        unset beresp.http.Vary;
        unset beresp.http.Cache-Control;
        set beresp.ttl = 10m;
        set beresp.grace = 1d;
        return (deliver);
    }
    if (beresp.http.Cache-Control ~ "no-store") {
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        return (deliver);
    }
    # stale-while-revalidate is Varnish's own by the age of what it has; this is stale-if-error.
    set beresp.grace = 1d;
}

sub vcl_deliver {
    if (req.http.Kuajing-Address) {
        set req.url = req.http.Kuajing-Address;
        set req.method = req.http.Kuajing-Method;
        set req.http.Accept-Language = resp.http.Content-Language;
        unset req.http.Kuajing-Address;
        unset req.http.Kuajing-Method;
        return (restart);
    }
    if (obj.hits > 0) {
        set resp.http.X-Cache = "HIT";
    } else {
        set resp.http.X-Cache = "MISS";
    }
}
