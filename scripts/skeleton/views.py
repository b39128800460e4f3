"""待填写：通用页面没有的页面；多数体系只要两三页，也可以一页都没有。 What the generic pages do not already show."""
